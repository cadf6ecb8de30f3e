package io.liveprofile.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Caller DESK = new Caller("k-1", "the help desk", Role.SUPPORT);
    private static final Caller OTHER_DESK = new Caller("k-2", "another desk", Role.SUPPORT);
    private static final Caller ENGINE = new Caller("k-3", "the engine", Role.PERSONALIZATION);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final RateLimits limits =
            new RateLimits(new RateLimits.Settings(Map.of(Role.SUPPORT, 10), Duration.ofSeconds(2)), nanos::get);

    @Test
    void a_key_has_its_burst_and_then_its_rate() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.take(DESK)).isZero();
        }
        assertThat(limits.take(DESK)).isEqualTo(Duration.ofMillis(100));

        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(limits.take(DESK)).isEqualTo(Duration.ofMillis(1));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(limits.take(DESK)).isZero();
        assertThat(limits.take(DESK)).isPositive();
    }

    @Test
    void silence_gives_back_the_burst_and_no_more() {
        limits.take(DESK);
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        for (int i = 0; i < 20; i++) {
            assertThat(limits.take(DESK)).isZero();
        }
        assertThat(limits.take(DESK)).isPositive();
    }

    @Test
    void each_key_has_its_own_and_a_role_without_a_limit_has_none() {
        for (int i = 0; i < 21; i++) {
            limits.take(DESK);
        }

        assertThat(limits.take(OTHER_DESK)).isZero();
        for (int i = 0; i < 1_000; i++) {
            assertThat(limits.take(ENGINE)).isZero();
        }
    }

    @Test
    void what_can_not_be_a_limit_is_refused_by_its_name() {
        assertThat(RateLimits.Settings.from(ConfigFactory.load()).perSecond()).containsKey(Role.SUPPORT);
        assertRefused("live-profile.http.requests-per-second.support = -1", "requests-per-second.support");
        assertRefused("live-profile.http.requests-burst = 2m", "requests-burst");
        assertRefused("live-profile.http.requests-burst = 0s", "requests-burst");
    }

    private static void assertRefused(String set, String named) {
        var config = ConfigFactory.parseString(set).withFallback(ConfigFactory.load());
        assertThatThrownBy(() -> RateLimits.Settings.from(config))
                .isInstanceOf(ConfigException.BadValue.class)
                .hasMessageContaining(named);
    }
}
