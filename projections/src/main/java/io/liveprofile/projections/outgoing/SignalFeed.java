package io.liveprofile.projections.outgoing;

import io.liveprofile.profile.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is noticed about anybody, as other systems are told it. */
public interface SignalFeed {
    /** Of what a reader missed, so many come again; of the rest it is told that there was more. */
    int REPLAY_MAX = 1_000;

    /**
     * How far somebody has read.
     *
     * @param next for each partition, the offset of what comes next
     */
    record Position(List<Long> next) {
        private static final String SEPARATOR = ".";

        public Position {
            next = List.copyOf(next);
        }

        @Override
        public String toString() {
            return next.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        }

        /** @throws IllegalArgumentException at what {@link #toString} didn't make */
        public static Position parse(String text) {
            var next = new ArrayList<Long>();
            for (var offset : text.split("\\" + SEPARATOR, -1)) {
                if (offset.isEmpty() || !offset.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    throw new IllegalArgumentException("no position");
                }
                next.add(Long.parseLong(offset));
            }
            return new Position(next);
        }
    }

    sealed interface Told {
        /**
         * @param after where its reader stands now
         * @param json as it stands in the topic
         */
        record Noticed(Position after, String kind, byte[] json) implements Told {}

        /** So many are gone, or were too many to be told again. */
        record Skipped(long signals) implements Told {}

        /** Nothing more comes: the topic can't be read any more. */
        record Ended() implements Told {}
    }

    /** Where whoever begins to read now stands. Fails where the topic can't be reached. */
    CompletionStage<Position> now();

    /** All that comes after a position, told by one thread. */
    Subscription follow(Position after, Consumer<Told> listener);
}
