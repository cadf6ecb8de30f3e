package io.liveprofile.ingest.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How old an interaction is when it has become part of its profile. */
final class Freshness {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofDays(1)
    };

    private final Timer sinceBroker;
    private final Timer sinceProducer;

    Freshness(MeterRegistry registry) {
        this.sinceBroker = timer(registry, "live_profile_ingest_freshness", "From the broker's append to applied");
        this.sinceProducer = timer(
                registry,
                "live_profile_ingest_event_freshness",
                "From the interaction's own time, as its producer told it, to applied");
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void applied(Step step, long nowMillis) {
        record(sinceBroker, nowMillis - step.message().record().timestamp());
        if (step instanceof Step.Ready ready) {
            record(sinceProducer, nowMillis - ready.interaction().atMillis());
        }
    }

    private static void record(Timer timer, long millis) {
        timer.record(Duration.ofMillis(Math.max(0, millis)));
    }
}
