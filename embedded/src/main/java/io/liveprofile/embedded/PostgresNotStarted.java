package io.liveprofile.embedded;

import java.io.IOException;

/** PostgreSQL refused to start; the message is its own last word. */
public final class PostgresNotStarted extends IOException {
    private static final long serialVersionUID = 1L;

    PostgresNotStarted(String lastWords) {
        super(lastWords);
    }

    PostgresNotStarted(String lastWords, Throwable cause) {
        super(lastWords, cause);
    }
}
