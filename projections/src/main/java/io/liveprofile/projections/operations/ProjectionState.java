package io.liveprofile.projections.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How one projection stands, in all and in each range of slices. */
public record ProjectionState(String name, List<Range> ranges, long parked, Optional<Rebuilding> rebuilding) {

    public ProjectionState {
        ranges = List.copyOf(ranges);
    }

    /** As the worst of its ranges. */
    public enum State {
        RUNNING,
        PAUSED,
        FAILING
    }

    /**
     * @param upTo when the newest entry was written that is in
     * @param lagEntries how many aren't
     * @param truncated not all were counted
     * @param lag age of the oldest entry that isn't
     */
    public record Range(
            int minSlice,
            int maxSlice,
            State state,
            Instant upTo,
            long lagEntries,
            boolean truncated,
            Duration lag,
            Optional<Failing> failing) {}

    public record Failing(Instant since, String error) {}

    /** @param entries of the whole journal, of which {@code missing} are not in the new tables yet */
    public record Rebuilding(Instant since, long entries, long missing, Optional<Failing> failing) {}

    public State state() {
        return ranges.stream().map(Range::state).max(Comparator.naturalOrder()).orElse(State.RUNNING);
    }

    public long lagEntries() {
        return ranges.stream().mapToLong(Range::lagEntries).sum();
    }

    /** Not all that it has not taken in were counted. */
    public boolean truncated() {
        return ranges.stream().anyMatch(Range::truncated);
    }

    public Duration lag() {
        return ranges.stream().map(Range::lag).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
