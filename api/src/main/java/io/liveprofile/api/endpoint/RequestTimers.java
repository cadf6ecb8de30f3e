package io.liveprofile.api.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How long an endpoint takes, for each status. A timer is looked up once, not for every request. */
final class RequestTimers {
    private final Endpoint endpoint;
    private final MeterRegistry registry;
    /** As many as there are statuses. */
    private final Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();

    RequestTimers(Endpoint endpoint, MeterRegistry registry) {
        this.endpoint = endpoint;
        this.registry = registry;
    }

    HttpResponse stop(long begunNanos, HttpResponse response) {
        byStatus.computeIfAbsent(response.status().intValue(), this::timer)
                .record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
        return response;
    }

    private Timer timer(int status) {
        return Timer.builder("live_profile_http_requests")
                .description("Requests answered")
                .tag("method", endpoint.method().value())
                .tag("path", endpoint.path())
                .tag("status", String.valueOf(status))
                .register(registry);
    }
}
