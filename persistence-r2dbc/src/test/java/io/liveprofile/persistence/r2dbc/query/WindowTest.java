package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_window_ends_at_the_safe_point_at_the_latest() {
        var window = new Window(Duration.ofSeconds(1));

        assertThat(window.end(NOON, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(1));
        assertThat(window.end(NOON, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
        assertThat(window.end(NOON, NOON.plusMillis(1))).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void an_overfull_window_narrows_and_a_sparse_one_widens_within_bounds() {
        var window = new Window(Duration.ofSeconds(1));

        assertThat(window.after(500, true, 500).width()).isEqualTo(Duration.ofMillis(500));
        assertThat(window.after(100, false, 500).width()).isEqualTo(Duration.ofMillis(3_750));
        assertThat(window.after(0, false, 500).width()).isEqualTo(Duration.ofSeconds(8));
        assertThat(new Window(Window.WIDTH_MIN).after(500, true, 500)).isEqualTo(new Window(Window.WIDTH_MIN));
        assertThat(new Window(Window.WIDTH_MAX).after(0, false, 500)).isEqualTo(new Window(Window.WIDTH_MAX));
    }
}
