package io.liveprofile.ingest.quarantine;

import io.liveprofile.profile.domain.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What waits in the quarantine, and the ways out of it. */
public interface Quarantine {

    /** The most records that one page shows. */
    int PAGE_MAX = 1_000;

    /** Which records are meant; an absent part means all. */
    record Filter(Optional<Reason> reason, Optional<String> topic, Optional<Instant> from, Optional<Instant> to) {

        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean admits(Waiting waiting) {
            return reason.map(waiting.reason()::equals).orElse(true)
                    && topic.map(waiting.source().topic()::equals).orElse(true)
                    && from.map(at -> !waiting.at().isBefore(at)).orElse(true)
                    && to.map(waiting.at()::isBefore).orElse(true);
        }
    }

    /**
     * The newest first.
     *
     * @param next where the next page begins, if there is one
     * @param truncated more wait than this node keeps in mind: the oldest are neither shown nor counted yet
     */
    record Page(List<Waiting> records, Optional<String> next, Map<Reason, Long> waiting, boolean truncated) {}

    /** A record with its seal broken, or not. */
    sealed interface Shown {
        Waiting waiting();

        record Opened(Waiting waiting, RawRecord raw) implements Shown {}

        /** The customer was erased, and with the customer the key. */
        record Erased(Waiting waiting) implements Shown {}
    }

    /** What became of a replay or a discard. */
    enum Outcome {
        DONE,
        /** It was replayed or discarded before, or never was there. */
        NOT_WAITING,
        /** Nobody can open it any more; it can be discarded. */
        ERASED,
        /** Its value was too large to be kept. */
        NOT_WHOLE,
        /** The topic that it came from isn't read any more. */
        NOT_READ
    }

    /** @throws IllegalArgumentException where {@code cursor} isn't one that a page has told */
    CompletionStage<Page> list(Filter filter, Optional<String> cursor, int limit);

    /** Without opening it. */
    CompletionStage<Optional<Waiting>> find(String id);

    CompletionStage<Optional<Shown>> show(String id);

    /** Sends the record to where it came from, with {@code edited} for its value if there is one. */
    CompletionStage<Outcome> replay(String id, Optional<byte[]> edited);

    CompletionStage<Outcome> discard(String id);
}
