package io.liveprofile.loadtest.bench;

import org.jspecify.annotations.Nullable;

/** One line of the answer: a median, what stands beside it, and what it had to reach. */
public record Figure(
        Series series, @Nullable Series beside, @Nullable Target target) {

    /** The ratio must be at least so much: for what should be large. */
    public Figure atLeast(double ratio) {
        return new Figure(series, rival(), Target.ratioAtLeast(ratio));
    }

    /** The ratio must be at most so much: for what should be small. */
    public Figure atMost(double ratio) {
        return new Figure(series, rival(), Target.ratioAtMost(ratio));
    }

    public @Nullable Double ratio() {
        return beside == null ? null : series.median() / beside.median();
    }

    public @Nullable Boolean met() {
        if (target == null) {
            return null;
        }
        var ratio = ratio();
        return target.met().test(target.ofRatio() && ratio != null ? ratio : series.median());
    }

    private Series rival() {
        if (beside == null) {
            throw new IllegalStateException(
                    "'" + series.figure() + "' stands beside nothing: say beside(...) before its ratio is judged");
        }
        return beside;
    }
}
