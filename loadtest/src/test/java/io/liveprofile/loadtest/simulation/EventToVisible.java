package io.liveprofile.loadtest.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * How soon an event is seen: told by the collector, and, once the service has said that it has it, asked for by the read
 * barrier, which answers when the profile shows it. That second request's time is the freshness.
 */
public final class EventToVisible extends Simulation {
    private static final int EVENTS = 20_000;
    private static final String VISIBLE = "event to visible";

    public EventToVisible() {
        var load = Load.chosen();
        var tells = scenario(VISIBLE)
                .feed(listFeeder(events(Service.knownIds())).circular())
                .exec(http("POST /v1/track")
                        .post("/v1/track")
                        .header("Authorization", "Bearer " + Service.writeKey())
                        .header("Content-Type", "application/json")
                        .body(StringBody("#{event}"))
                        .check(status().is(200)))
                .exitHereIfFailed()
                .exec(http(VISIBLE)
                        .get("/v1/profiles/#{id}?fields=counts&after=#{messageId}&wait=5s")
                        .header("Authorization", "Bearer " + Service.key())
                        .check(status().is(200))
                        .check(jsonPath("$.stale").notExists()));
        setUp(tells.injectOpen(
                        rampUsersPerSec(1).to(load.eventsPerSecond).during(load.ramp),
                        constantUsersPerSec(load.eventsPerSecond).during(load.span)))
                .protocols(Service.asked())
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(VISIBLE).responseTime().percentile(99.0).lte(load.visibleP99MillisMax));
    }

    /** More than a run tells, each with an id of its own: what was told before is visible at once. */
    private static List<Map<String, Object>> events(List<String> ids) {
        var json = new ObjectMapper();
        return IntStream.range(0, EVENTS)
                .<Map<String, Object>>mapToObj(i -> {
                    var id = ids.get(i % ids.size());
                    var messageId = UUID.randomUUID().toString();
                    var event = json.createObjectNode()
                            .put("type", "track")
                            .put("event", "Product Viewed")
                            .put("userId", id.replaceFirst("^user_id:", ""))
                            .put("messageId", messageId);
                    return Map.of("id", Service.escaped(id), "messageId", messageId, "event", event.toString());
                })
                .toList();
    }
}
