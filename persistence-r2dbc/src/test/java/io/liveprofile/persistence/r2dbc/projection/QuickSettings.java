package io.liveprofile.persistence.r2dbc.projection;

import java.time.Duration;

/** Small batches and short rests, so that a test sees several of each. */
final class QuickSettings {
    static final ProjectionSettings OF_A_PROJECTION = new ProjectionSettings(
            10,
            100_000,
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            1,
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            3);

    private QuickSettings() {}
}
