package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.CustomerProfiles;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Parts of a profile under paths of their own. */
public final class PartEndpoints {
    private static final String ONE = "/v1/profiles/{id}";

    private final Customers customers;
    private final CustomerProfiles profiles;
    private final ProfileAnswer answer;

    public PartEndpoints(Customers customers, CustomerProfiles profiles, PersonalTraits personal) {
        this.customers = customers;
        this.profiles = profiles;
        this.answer = new ProfileAnswer(personal);
    }

    public List<Endpoint> all() {
        return List.of(
                part("/sessions", List.of("session", "sessions")),
                part("/orders", List.of("orders", "bought")),
                part("/identities", List.of("identifiers", "links")));
    }

    private Endpoint part(String path, List<String> fields) {
        var asked = AskedFields.of(path, fields);
        return new Endpoint(HttpMethods.GET, ONE + path, Endpoint.READERS, call -> part(call, asked));
    }

    private CompletionStage<HttpResponse> part(Call call, AskedFields asked) {
        return customers
                .meant(call)
                .thenCompose(id -> profiles.read(id)
                        .thenCompose(found -> found.map(profile -> answer.to(call, profile, asked))
                                .orElseGet(() -> CompletableFuture.completedFuture(
                                        Problem.profileNotFound(id.toString()).toResponse()))));
    }
}
