package io.liveprofile.api.endpoint;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** From a request to its answer: a layer of the server, around others or the innermost. Made once, for all requests. */
@FunctionalInterface
public interface Handler {

    CompletionStage<HttpResponse> answer(HttpRequest request);
}
