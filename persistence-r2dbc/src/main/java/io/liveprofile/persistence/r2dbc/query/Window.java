package io.liveprofile.persistence.r2dbc.query;

import java.time.Duration;
import java.time.Instant;

/**
 * How much time a page looks at. The index orders rows within a slice, not across slices, so a page is sorted: without a
 * bound each page of a long backlog would sort all that is left. The width follows the density of what was read.
 */
record Window(Duration width) {
    static final Duration WIDTH_MIN = Duration.ofMillis(1);
    static final Duration WIDTH_MAX = Duration.ofDays(365);
    static final Window FIRST = new Window(Duration.ofMillis(200));

    private static final double AIM = 0.75;
    private static final double GROWTH_MAX = 8;
    private static final double OVERFLOWED = 0.5;

    Instant end(Instant from, Instant upTo) {
        return from.isBefore(upTo.minus(width)) ? from.plus(width) : upTo;
    }

    /** Aims below a full page, since what overflows is sorted again with the next page. */
    Window after(int rowsRead, boolean overflowed, int rowsMax) {
        var factor =
                overflowed ? OVERFLOWED : Math.clamp(AIM * rowsMax / Math.max(1, rowsRead), 1 / GROWTH_MAX, GROWTH_MAX);
        var millis = Math.clamp((long) (width.toMillis() * factor), WIDTH_MIN.toMillis(), WIDTH_MAX.toMillis());
        return new Window(Duration.ofMillis(millis));
    }
}
