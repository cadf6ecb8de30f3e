package io.liveprofile.api.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.profile.domain.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Who saw whose personal fields, the newest first. */
public final class AuditEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PARAMETERS = Set.of("who", "whom", "from", "to", "cursor", "limit");
    private static final int LIMIT_USUAL = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final String TIME = "must be a time such as 2026-11-20T10:00:00Z";

    private final AuditTrail trail;

    public AuditEndpoint(AuditTrail trail) {
        this.trail = trail;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/audit", Endpoint.ADMINS, PARAMETERS, this::audit));
    }

    private CompletionStage<HttpResponse> audit(Call call) {
        int limit = call.limit(LIMIT_USUAL, LIMIT_MAX);
        var query = new AuditTable.Query(
                call.parameter("who", AuditEndpoint::text, "must be the name or the id of a key"),
                call.parameter("whom", AuditEndpoint::customer, "must be the id of a customer"),
                time(call, "from"),
                time(call, "to"),
                call.parameter("cursor", AuditCursor::parse, "must be the \"next\" of the page before"),
                limit + 1);
        return trail.page(query).thenApply(found -> json(found, limit));
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("U+0000");
        }
        return text;
    }

    private static String customer(String id) {
        CustomerId.problemIn(id).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return CustomerId.parse(id).toString();
    }

    private static Optional<Instant> time(Call call, String parameter) {
        return call.parameter(parameter, text -> OffsetDateTime.parse(text).toInstant(), TIME);
    }

    private static HttpResponse json(List<PersonalRead> found, int limit) {
        var page = found.subList(0, Math.min(limit, found.size()));
        var body = JSON.createObjectNode();
        var records = body.putArray("records");
        for (var read : page) {
            var record = records.addObject()
                    .put("at", read.at().toString())
                    .put("who", read.who())
                    .put("key", read.keyId())
                    .put("role", read.role())
                    .put("whom", read.whom());
            read.fields().forEach(record.putArray("fields")::add);
            record.put("request", read.request());
        }
        if (found.size() > limit) {
            body.put("next", AuditCursor.of(page.getLast()).text());
        }
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString()));
    }
}
