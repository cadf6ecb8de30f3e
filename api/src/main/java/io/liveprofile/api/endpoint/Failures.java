package io.liveprofile.api.endpoint;

import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.Overloaded;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told when there is no answer: its own fault, the customer's end, or our outage. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static HttpResponse answer(Throwable failure, RequestId id) {
        var cause = failure.getCause();
        return problem(failure instanceof CompletionException && cause != null ? cause : failure, id)
                .toResponse();
    }

    private static Problem problem(Throwable failure, RequestId id) {
        return switch (failure) {
            case BadCall bad -> bad.problem();
            case IllegalUriException _ -> Problem.badRequest("Its query can't be read.");
            case ErasedCustomer _ -> Problem.erased();
            case Overloaded _ -> Problem.busy();
            default -> {
                LOG.warn("Request {} was answered 503", id, failure);
                yield Problem.unavailable();
            }
        };
    }
}
