package io.liveprofile.loadtest.bench;

import java.util.List;

/** One reading of one contestant over all rounds; its value is their median. */
public record Series(String figure, String unit, List<Double> rounds) {

    public Series {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("the figure '" + figure + "' was measured in no round");
        }
        rounds = List.copyOf(rounds);
    }

    public double median() {
        var sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public Figure alone() {
        return new Figure(this, null, null);
    }

    /** A figure that must be at least so much by itself. */
    public Figure atLeast(double limit) {
        return new Figure(this, null, Target.valueAtLeast(limit, unit));
    }

    /** A figure that must be at most so much by itself. */
    public Figure atMost(double limit) {
        return new Figure(this, null, Target.valueAtMost(limit, unit));
    }

    public Figure beside(Series other) {
        return new Figure(this, other, null);
    }
}
