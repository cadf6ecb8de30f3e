package io.liveprofile.persistence.r2dbc.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where flushes go: a connection that is made anew when it is lost. */
interface FlushTarget {

    /** All of it in one statement, or a failed stage, which says nothing about what was written if it is a {@link Lost}. */
    CompletionStage<Void> flush(List<Write> writes);

    /** Whether this very write, and not another's with the same sequence numbers, stands in the journal. */
    CompletionStage<Boolean> isWritten(Write write);

    void close();

    /** The connection broke or gave no answer: what was under way may have been committed. */
    final class Lost extends RuntimeException {
        Lost(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Another writer has stored these sequence numbers. */
    final class Taken extends RuntimeException {
        Taken(Throwable cause) {
            super("the sequence number is taken already", cause);
        }
    }
}
