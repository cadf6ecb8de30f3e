package io.liveprofile.ingest.collector;

import io.liveprofile.profile.domain.Reason;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Takes what SDKs send. */
public interface Collector {

    /** What a path of the API says that its body is. */
    enum Kind {
        IDENTIFY,
        TRACK,
        PAGE,
        SCREEN,
        GROUP,
        ALIAS,
        BATCH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An event that was not taken. The detail quotes no value. */
    record Bad(int index, Reason reason, String detail) {}

    sealed interface Answer {
        /** All sound events are on every replica that must have them; the bad ones are in the quarantine. */
        record Taken(int events, List<Bad> bad) implements Answer {}

        /** There is no event to be read; what came is in the quarantine. */
        record Unreadable(String detail) implements Answer {}

        /** As much is on its way as may be: later. */
        record Busy() implements Answer {}

        /** Kafka has not acknowledged it: later, and all of it, since what came twice counts once. */
        record Away() implements Answer {}
    }

    /** The most bytes that a body may have. */
    int bodyBytesMax();

    CompletionStage<Answer> take(Kind kind, byte[] body);
}
