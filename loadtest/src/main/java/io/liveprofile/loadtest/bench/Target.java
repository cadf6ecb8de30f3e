package io.liveprofile.loadtest.bench;

import java.util.function.DoublePredicate;

/** What a figure, or its ratio to what stands beside it, has to reach. */
record Target(String text, boolean ofRatio, DoublePredicate met) {

    static Target valueAtLeast(double limit, String unit) {
        return new Target("≥ " + Numbers.plain(limit) + " " + unit, false, value -> value >= limit);
    }

    static Target valueAtMost(double limit, String unit) {
        return new Target("≤ " + Numbers.plain(limit) + " " + unit, false, value -> value <= limit);
    }

    static Target ratioAtLeast(double limit) {
        return new Target("≥ " + Numbers.plain(limit) + " ×", true, ratio -> ratio >= limit);
    }

    static Target ratioAtMost(double limit) {
        var text = limit < 1 ? "≤ 1/" + Numbers.plain(1 / limit) : "≤ " + Numbers.plain(limit) + " ×";
        return new Target(text, true, ratio -> ratio <= limit);
    }
}
