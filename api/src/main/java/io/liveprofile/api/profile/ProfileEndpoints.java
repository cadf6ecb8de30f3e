package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** What can be asked of one customer. */
public final class ProfileEndpoints extends AllDirectives {
    private final CustomerProfiles profiles;

    public ProfileEndpoints(CustomerProfiles profiles) {
        this.profiles = profiles;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/profiles/{id}", Endpoint.READERS, this::profile));
    }

    private Route profile(Call call) {
        var id = call.path("id");
        var problem = CustomerId.problemIn(id);
        if (problem.isPresent()) {
            return complete(
                    Problem.badId("It can't be used: " + problem.get() + ".").toResponse());
        }
        return onSuccess(
                profiles.read(CustomerId.parse(id)),
                found -> complete(found.map(profile -> HttpResponse.create()
                                .withEntity(
                                        HttpEntities.create(ContentTypes.APPLICATION_JSON, ProfileJson.of(profile))))
                        .orElseGet(() -> Problem.profileNotFound(id).toResponse())));
    }
}
