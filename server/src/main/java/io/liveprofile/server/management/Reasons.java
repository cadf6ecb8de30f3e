package io.liveprofile.server.management;

import java.util.concurrent.CompletionException;

/** Why something failed, in one line. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable e) {
        var cause = e;
        while (cause.getCause() != null && (cause instanceof CompletionException || cause.getMessage() == null)) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
