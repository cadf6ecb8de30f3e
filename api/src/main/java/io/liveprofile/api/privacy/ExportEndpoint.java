package io.liveprofile.api.privacy;

import io.liveprofile.api.audit.AuditTrail;
import io.liveprofile.api.audit.PersonalRead;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.api.profile.Customers;
import io.liveprofile.api.profile.Opener;
import io.liveprofile.api.profile.PersonalTraits;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.JournalPage.Written;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Everything that is held about one customer, opened: what is told to a person who asks. It goes out as it is read from
 * the journal, a page at a time, so that the longest history takes no more memory than a page.
 */
public final class ExportEndpoint {
    /** Of up to a hundred interactions each. */
    private static final int ENTRIES_MAX = 50;

    private final Customers customers;
    private final CustomerProfiles profiles;
    private final PersonalTraits personal;
    private final Opening opening;
    private final AuditTrail audit;

    public ExportEndpoint(
            Customers customers, CustomerProfiles profiles, PersonalTraits personal, Opener opener, AuditTrail audit) {
        this.customers = customers;
        this.profiles = profiles;
        this.personal = personal;
        this.opening = new Opening(opener);
        this.audit = audit;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/profiles/{id}/export", Endpoint.ADMINS, this::export));
    }

    private CompletionStage<HttpResponse> export(Call call) {
        return customers
                .meant(call)
                .thenCompose(id -> profiles.read(id)
                        .thenCompose(found -> found.map(profile -> exported(call, profile))
                                .orElseGet(() -> CompletableFuture.completedFuture(
                                        Problem.profileNotFound(id.toString()).toResponse()))));
    }

    private CompletionStage<HttpResponse> exported(Call call, LiveProfile profile) {
        audit.add(List.of(PersonalRead.now(call, profile.id().toString(), List.of("export"))));
        return personal.wholeProfile(call, profile).thenApply(json -> {
            var body = Source.single(head(profile, json))
                    .concat(entries(profile.id()))
                    .concat(Source.single(ByteString.fromString("]}\n")));
            return HttpResponse.create()
                    .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body))
                    .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"export.json\""))
                    .addHeader(RawHeader.create("Cache-Control", "no-store"));
        });
    }

    private static ByteString head(LiveProfile profile, byte[] whole) {
        var head = ExportJson.head(profile, Instant.now());
        var open = head.substring(0, head.length() - 1) + ",\n\"profile\":";
        return ByteString.fromString(open)
                .concat(ByteString.fromArrayUnsafe(whole))
                .concat(ByteString.fromString(",\n\"journal\":["));
    }

    private Source<ByteString, NotUsed> entries(CustomerId id) {
        return Source.unfoldAsync(Optional.of(0L), after -> next(id, after)).mapConcat(texts -> texts);
    }

    private CompletionStage<Optional<Pair<Optional<Long>, List<ByteString>>>> next(
            CustomerId id, Optional<Long> after) {
        return after.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : profiles.journal(id, after.get(), ENTRIES_MAX)
                        .thenCompose(page -> opening.of(page)
                                .thenApply(opened -> Optional.of(
                                        Pair.create(following(page), texts(page, opened, after.get() == 0)))));
    }

    private static Optional<Long> following(JournalPage page) {
        return page.more() ? Optional.of(page.entries().getLast().sequence()) : Optional.empty();
    }

    private static List<ByteString> texts(JournalPage page, Opened opened, boolean isFirst) {
        var texts = new ArrayList<ByteString>();
        for (Written entry : page.entries()) {
            var separator = isFirst && texts.isEmpty() ? "\n" : ",\n";
            texts.add(ByteString.fromString(separator + ExportJson.entry(entry, opened), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
