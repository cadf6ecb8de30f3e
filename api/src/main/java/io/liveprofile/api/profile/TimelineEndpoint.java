package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.Timeline.Position;
import io.liveprofile.profile.Timeline.Query;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.facts.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a customer did, in sentences, as far back as the journal goes. */
public final class TimelineEndpoint {
    private static final String NAME = "name";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final String BEFORE_TICKET = "before_ticket";
    private static final String MINUTES = "minutes";
    private static final Set<String> PARAMETERS = Set.of(NAME, FROM, TO, CURSOR, LIMIT, BEFORE_TICKET, MINUTES);

    private static final String TICKET_OPENED = "Support Ticket Opened";
    private static final int LIMIT_USUAL = 50;
    private static final int MINUTES_USUAL = 30;
    private static final int MINUTES_MAX = 7 * 24 * 60;

    private final Customers customers;
    private final CustomerProfiles profiles;

    public TimelineEndpoint(Customers customers, CustomerProfiles profiles) {
        this.customers = customers;
        this.profiles = profiles;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(
                HttpMethods.GET, "/v1/profiles/{id}/timeline", Endpoint.READERS, PARAMETERS, this::timeline));
    }

    private CompletionStage<HttpResponse> timeline(Call call) {
        var query = query(call);
        var ticket = call.parameter(BEFORE_TICKET, text -> text, "must be a ticket's id");
        var back = Duration.ofMinutes(minutes(call));
        return customers
                .meant(call)
                .thenCompose(id -> ticket.map(of -> opening(id, of)
                                .thenCompose(opened -> profiles.timeline(id, before(query, opened, back))))
                        .orElseGet(() -> profiles.timeline(id, query))
                        .thenApply(found -> answer(id, found)));
    }

    private static Query query(Call call) {
        return new Query(
                call.parameter(NAME, text -> text, "must be an interaction's name"),
                Optional.empty(),
                Asked.time(call, FROM).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                Asked.time(call, TO).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                call.parameter(CURSOR, Cursor::read, "must be the \"next\" of the page before"),
                call.limit(LIMIT_USUAL, Query.LIMIT_MAX));
    }

    private static int minutes(Call call) {
        return call.parameter(
                        MINUTES,
                        text -> {
                            int minutes = Integer.parseInt(text);
                            if (minutes < 1 || minutes > MINUTES_MAX) {
                                throw new IllegalArgumentException("out of bounds");
                            }
                            return minutes;
                        },
                        "must be between 1 and " + MINUTES_MAX)
                .orElse(MINUTES_USUAL);
    }

    /** The ticket's newest opening: what led to it is asked for. */
    private CompletionStage<Entry> opening(CustomerId id, String ticket) {
        var openings = new Query(
                Optional.of(TICKET_OPENED), Optional.of(ticket), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), 1);
        return profiles.timeline(id, openings)
                .thenApply(found -> found.flatMap(
                                timeline -> timeline.entries().stream().findFirst())
                        .orElseThrow(() -> new BadCall(new Problem(
                                404,
                                "ticket_not_found",
                                "This customer opened no such ticket",
                                "No \"" + TICKET_OPENED + "\" of " + id + " names the ticket in " + BEFORE_TICKET
                                        + "."))));
    }

    private static Query before(Query query, Entry opened, Duration back) {
        return new Query(
                query.name(),
                query.subject(),
                Math.max(query.fromMillis(), opened.atMillis() - back.toMillis()),
                Math.min(query.toMillis(), opened.atMillis() + 1),
                query.before().or(() -> Optional.of(Position.of(opened))),
                query.limit());
    }

    private static HttpResponse answer(CustomerId id, Optional<Timeline> timeline) {
        return timeline.map(page -> ProfileAnswer.json(json(page)))
                .orElseGet(() -> Problem.profileNotFound(id.toString()).toResponse());
    }

    private static byte[] json(Timeline page) {
        return JsonOut.object(out -> {
            out.array("timeline", page.entries(), SessionJson::entry);
            if (page.more()) {
                out.text("next", Cursor.text(Position.of(page.entries().getLast())));
            }
        });
    }
}
