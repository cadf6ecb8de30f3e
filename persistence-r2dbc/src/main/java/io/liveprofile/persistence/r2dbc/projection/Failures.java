package io.liveprofile.persistence.r2dbc.projection;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A failure as a table keeps it. */
final class Failures {
    static final int TEXT_MAX = 2_000;

    private Failures() {}

    static String describe(Throwable failure) {
        var text = new StringBuilder();
        @Nullable Throwable cause = unwrap(failure);
        while (cause != null && text.length() < TEXT_MAX) {
            text.append(text.isEmpty() ? "" : ", because of ").append(cause);
            cause = cause.getCause();
        }
        // PostgreSQL's text holds every character but this one.
        var whole = text.toString().replace('\0', ' ');
        return whole.length() <= TEXT_MAX ? whole : whole.substring(0, TEXT_MAX);
    }

    static Throwable unwrap(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
