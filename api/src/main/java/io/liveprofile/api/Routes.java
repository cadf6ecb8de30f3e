package io.liveprofile.api;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be asked over HTTP. */
final class Routes extends AllDirectives {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final CustomerProfiles profiles;

    Routes(CustomerProfiles profiles) {
        this.profiles = profiles;
    }

    Route all() {
        return path(
                        segment("v1").slash("profiles").slash(segment()),
                        id -> concat(get(() -> profile(id)), head(() -> profile(id))))
                .seal(rejections(), failures());
    }

    private Route profile(String id) {
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

    private RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handleNotFound(complete(Problem.notFound("No such path; the API begins at /v1/profiles/{id}.")
                        .toResponse()))
                .handleAll(
                        MethodRejection.class,
                        rejected -> complete(Problem.notAllowed(rejected.stream()
                                        .map(each -> each.supported().name())
                                        .distinct()
                                        .collect(Collectors.joining(", ")))
                                .toResponse()))
                .handle(
                        Rejection.class,
                        rejected -> complete(
                                Problem.badRequest("It was not understood.").toResponse()))
                .build();
    }

    private ExceptionHandler failures() {
        return ExceptionHandler.newBuilder()
                .matchAny(failure -> {
                    LOG.warn("Answered 503", failure);
                    return complete(Problem.unavailable().toResponse());
                })
                .build();
    }
}
