package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.ingest.flow.NewestEvents;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeardUntilTest {
    private static final long NOON = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final HeardUntil heard = new HeardUntil();
    private final NewestEvents events = new NewestEvents();

    @Test
    void nothing_is_known_before_all_that_was_there_has_been_settled() {
        heard.looked(NOON, 10, 9);

        assertThat(until(NOON)).isEmpty();
    }

    @Test
    void heard_is_up_to_the_last_look_since_which_all_that_was_there_is_settled() {
        heard.looked(NOON, 10, 9);
        heard.looked(NOON + 1_000, 20, 10);
        heard.looked(NOON + 2_000, 30, 19);

        assertThat(until(NOON + 2_000)).contains(Instant.ofEpochMilli(NOON));
        heard.looked(NOON + 3_000, 40, 30);
        assertThat(until(NOON + 3_000)).contains(Instant.ofEpochMilli(NOON + 2_000));
    }

    @Test
    void while_a_topic_tells_of_long_ago_nothing_newer_counts() {
        heard.looked(NOON, 10, 10);
        events.settled(NOON - HOUR - 1, NOON);

        assertThat(until(NOON)).contains(Instant.ofEpochMilli(NOON - HOUR - 1));
        events.settled(NOON - HOUR, NOON);
        assertThat(until(NOON)).contains(Instant.ofEpochMilli(NOON));
    }

    @Test
    void what_was_told_of_long_ago_is_over_after_a_while() {
        events.settled(NOON - 24 * HOUR, NOON);
        heard.looked(NOON + 19_999, 10, 10);
        assertThat(until(NOON + 19_999)).contains(Instant.ofEpochMilli(NOON - 24 * HOUR));

        heard.looked(NOON + 20_000, 10, 10);
        assertThat(until(NOON + 20_000)).contains(Instant.ofEpochMilli(NOON + 20_000));
    }

    private Optional<Instant> until(long nowMillis) {
        return heard.of(events, nowMillis);
    }
}
