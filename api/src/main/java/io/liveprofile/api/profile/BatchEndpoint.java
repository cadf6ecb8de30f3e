package io.liveprofile.api.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many profiles in one request: each id has an answer of its own, in the order asked. */
public final class BatchEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(BatchEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    static final int IDS_MAX = 500;

    /** Actors asked at once for one request: one caller's batch doesn't stand before everybody else's reads. */
    private static final int PARALLELISM_MAX = 64;

    private static final int BODY_BYTES_MAX = 512 * 1_024;

    private final CustomerProfiles profiles;
    private final PersonalTraits personal;

    public BatchEndpoint(CustomerProfiles profiles, PersonalTraits personal) {
        this.profiles = profiles;
        this.personal = personal;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.POST, "/v1/profiles:batchGet", Endpoint.READERS, this::batch));
    }

    private record Wanted(List<String> ids, AskedFields fields) {}

    private record Result(String id, Optional<LiveProfile> profile, String code) {
        static Result found(String id, LiveProfile profile) {
            return new Result(id, Optional.of(profile), "");
        }

        static Result none(String id, String code) {
            return new Result(id, Optional.empty(), code);
        }
    }

    private CompletionStage<HttpResponse> batch(Call call) {
        return call.body(BODY_BYTES_MAX).thenCompose(body -> {
            var wanted = wanted(body);
            return answer(call, wanted);
        });
    }

    private static Wanted wanted(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new BadCall(
                    Problem.badRequest("The body must be a JSON object: {\"ids\": [...], \"fields\": [...]}."));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can't be read", e);
        }
        if (!json.isObject()) {
            throw new BadCall(
                    Problem.badRequest("The body must be a JSON object: {\"ids\": [...], \"fields\": [...]}."));
        }
        for (var field : json.properties()) {
            if (!field.getKey().equals("ids") && !field.getKey().equals(AskedFields.PARAMETER)) {
                throw new BadCall(Problem.badField("/" + field.getKey(), "is no field here; there are ids, fields"));
            }
        }
        var ids = texts(json, "ids");
        if (ids.isEmpty() || ids.size() > IDS_MAX) {
            throw new BadCall(Problem.badField("/ids", "must hold 1 to " + IDS_MAX + " ids, holds " + ids.size()));
        }
        return new Wanted(ids, AskedFields.of("/fields", texts(json, AskedFields.PARAMETER)));
    }

    private static List<String> texts(JsonNode json, String name) {
        var texts = new ArrayList<String>();
        var list = json.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new BadCall(Problem.badField("/" + name, "must be a list of texts"));
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual()) {
                throw new BadCall(Problem.badField("/" + name + "/" + i, "must be a text"));
            }
            texts.add(list.get(i).textValue());
        }
        return texts;
    }

    private CompletionStage<HttpResponse> answer(Call call, Wanted wanted) {
        return Source.from(wanted.ids())
                .mapAsync(PARALLELISM_MAX, this::result)
                .runWith(Sink.seq(), call.materializer())
                .thenCompose(results -> {
                    var found = results.stream()
                            .flatMap(result -> result.profile().stream())
                            .toList();
                    return personal.shown(call, found, wanted.fields())
                            .thenApply(shown -> ProfileAnswer.json(json(results, wanted.fields(), shown)));
                });
    }

    /** One that can't be answered takes none of the others with it. */
    private CompletionStage<Result> result(String id) {
        if (CustomerId.problemIn(id).isPresent()) {
            return CompletableFuture.completedFuture(Result.none(id, "bad_id"));
        }
        return profiles.read(CustomerId.parse(id)).handle((found, failure) -> {
            if (failure instanceof ErasedCustomer || failure != null && failure.getCause() instanceof ErasedCustomer) {
                return Result.none(id, Problem.erased().code());
            }
            if (failure != null) {
                LOG.debug("One of a batch can't be read", failure);
                return Result.none(id, "unavailable");
            }
            return found.map(profile -> Result.found(id, profile))
                    .orElseGet(() -> Result.none(id, "profile_not_found"));
        });
    }

    private static byte[] json(List<Result> results, AskedFields fields, List<ShownTraits> shown) {
        var next = shown.iterator();
        return JsonOut.object(out -> out.array("results", results, (each, result) -> {
            each.text("id", result.id());
            result.profile()
                    .ifPresentOrElse(
                            profile -> each.object(
                                    "profile", body -> ProfileJson.write(body, profile, fields, next.next())),
                            () -> each.text("code", result.code()));
        }));
    }
}
