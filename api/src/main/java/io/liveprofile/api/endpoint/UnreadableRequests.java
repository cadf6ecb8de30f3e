package io.liveprofile.api.endpoint;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** The answer to what is too long or no HTTP: it comes before anybody can be asked. Nothing of it is logged. */
public final class UnreadableRequests extends ParsingErrorHandler {
    /** By this name Pekko HTTP looks for it. */
    public static final UnreadableRequests MODULE$ = new UnreadableRequests();

    private UnreadableRequests() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        return Problem.unreadable(status.intValue(), error.summary()).toResponse();
    }
}
