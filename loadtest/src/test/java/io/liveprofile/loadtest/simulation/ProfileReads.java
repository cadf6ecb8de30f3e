package io.liveprofile.loadtest.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.util.Map;

/** Known customers are looked up at a fixed rate, whatever the answers take. */
public final class ProfileReads extends Simulation {
    public ProfileReads() {
        var load = Load.chosen();
        var ids = Service.knownIds().stream()
                .map(id -> Map.<String, Object>of("id", Service.escaped(id)))
                .toList();
        var reads = scenario("profile reads")
                .feed(listFeeder(ids).circular())
                .exec(http("GET /v1/profiles/{id}")
                        .get("/v1/profiles/#{id}")
                        .check(status().is(200))
                        .check(jsonPath("$.id").exists()));
        setUp(reads.injectOpen(
                        rampUsersPerSec(1).to(load.readsPerSecond).during(load.ramp),
                        constantUsersPerSec(load.readsPerSecond).during(load.span)))
                .protocols(Service.asked().authorizationHeader("Bearer " + Service.key()))
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().mean().lte(load.meanMillisMax),
                        global().responseTime().percentile(99.0).lte(load.p99MillisMax));
    }
}
