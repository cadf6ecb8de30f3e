package io.liveprofile.api.profile;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.domain.Headline.Grade;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.projections.search.CustomerSearch.Filter;
import io.liveprofile.projections.search.CustomerSearch.Found;
import io.liveprofile.projections.search.CustomerSearch.Told;
import io.liveprofile.projections.search.LookupKind;
import io.liveprofile.projections.search.Sorting;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Which customers there are: by an address, or by what they are like. As fresh as the search index is. */
public final class SearchEndpoint {
    static final Set<Role> SEARCHERS = Set.of(Role.SUPPORT, Role.FRAUD, Role.ANALYST, Role.ADMIN);

    /** An address is personal, and so is the knowledge whose it is. */
    private static final Set<Role> LOOKERS_UP = Set.of(Role.SUPPORT, Role.FRAUD, Role.ADMIN);

    private static final Set<String> FILTERS = Set.of(
            "tier",
            "region",
            "seen_from",
            "seen_to",
            "value_from",
            "value_to",
            "currency",
            "segment",
            "churn",
            "fraud",
            "sort",
            "cursor",
            "limit");

    private static final Set<String> PARAMETERS = Stream.concat(
                    FILTERS.stream(), Arrays.stream(LookupKind.values()).map(LookupKind::word))
            .collect(Collectors.toUnmodifiableSet());

    private static final String LEVELS =
            "must be one of " + Arrays.stream(Level.values()).map(Level::word).collect(Collectors.joining(", "));

    private static final int LIMIT_USUAL = 50;
    private static final String CENTS = "must be a whole number of cents";
    private static final String SORTINGS =
            "must be one of " + Sorting.words() + ", with a minus before it where the greatest comes first";
    private static final String CURSOR = "must be the \"next\" of the page before, in the same order";

    private final Finder finder;

    public SearchEndpoint(Finder finder) {
        this.finder = finder;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/profiles", SEARCHERS, PARAMETERS, this::search));
    }

    private CompletionStage<HttpResponse> search(Call call) {
        return page(call, finder, filter(call), "profiles");
    }

    private static Filter filter(Call call) {
        return new Filter(
                lookups(call),
                text(call, "segment"),
                call.parameter("churn", SearchEndpoint::level, LEVELS),
                call.parameter("fraud", SearchEndpoint::level, LEVELS),
                text(call, "tier"),
                text(call, "region"),
                Asked.time(call, "seen_from"),
                Asked.time(call, "seen_to"),
                call.parameter("value_from", Long::parseLong, CENTS),
                call.parameter("value_to", Long::parseLong, CENTS),
                text(call, "currency").map(currency -> currency.toUpperCase(Locale.ROOT)));
    }

    private static List<Told> lookups(Call call) {
        var lookups = new ArrayList<Told>();
        for (var kind : LookupKind.values()) {
            text(call, kind.word()).ifPresent(value -> lookups.add(new Told(kind, value)));
        }
        if (!lookups.isEmpty() && !LOOKERS_UP.contains(call.caller().role())) {
            throw new BadCall(Problem.forbidden(call.caller().role(), LOOKERS_UP));
        }
        return lookups;
    }

    /** Without the one character that the index can't hold: nobody has it. */
    private static Optional<String> text(Call call, String name) {
        return call.parameter(
                name,
                text -> {
                    if (text.indexOf('\0') >= 0) {
                        throw new IllegalArgumentException("U+0000");
                    }
                    return text;
                },
                "must be a text without U+0000");
    }

    /** One page of those who are meant, as the request sorts them. */
    static CompletionStage<HttpResponse> page(Call call, Finder finder, Filter filter, String field) {
        var sorting = call.parameter("sort", SearchEndpoint::sorting, SORTINGS).orElse(Sorting.BY_ID);
        var cursor = call.parameter("cursor", text -> cursor(sorting, text), CURSOR);
        var query = new CustomerSearch.Query(filter, sorting, cursor, call.limit(LIMIT_USUAL, CustomerSearch.PAGE_MAX));
        return finder.page(query).thenApply(page -> ProfileAnswer.json(json(field, page)));
    }

    private static Sorting sorting(String word) {
        return Sorting.of(word).orElseThrow(() -> new IllegalArgumentException("no sorting"));
    }

    private static Level level(String word) {
        return Arrays.stream(Level.values())
                .filter(level -> level.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no level"));
    }

    private static String cursor(Sorting sorting, String text) {
        if (!CustomerSearch.isCursor(sorting, text)) {
            throw new IllegalArgumentException("no cursor");
        }
        return text;
    }

    private static byte[] json(String field, CustomerSearch.Page page) {
        return JsonOut.object(out -> {
            out.array(field, page.customers(), SearchEndpoint::found);
            page.next().ifPresent(next -> out.text("next", next));
        });
    }

    private static void found(JsonOut out, Found found) {
        out.text("id", found.id().toString())
                .time("firstSeen", found.firstSeen().toEpochMilli())
                .time("lastSeen", found.lastSeen().toEpochMilli())
                .number("interactions", found.interactions());
        found.currency().ifPresent(currency -> out.money("value", new Money(currency, found.valueCents())));
        found.tier().ifPresent(tier -> out.text("tier", tier));
        found.region().ifPresent(region -> out.text("region", region));
        out.texts("segments", found.segments())
                .object("churn", churn -> grade(churn, found.churn()))
                .object("fraud", fraud -> grade(fraud, found.fraud()));
    }

    private static void grade(JsonOut out, Grade grade) {
        out.number("score", grade.score()).text("level", grade.level().word());
    }
}
