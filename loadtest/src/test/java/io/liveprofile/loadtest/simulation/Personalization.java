package io.liveprofile.loadtest.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As an engine asks that chooses what customers see: nine batches of a hundred for each single profile. */
public final class Personalization extends Simulation {
    private static final int BATCH = 100;
    private static final String FIELDS = "cart,segments,churn,interests,bought";
    private static final String MANY = "POST /v1/profiles:batchGet";
    private static final String ONE = "GET /v1/profiles/{id}";

    public Personalization() {
        var load = Load.chosen();
        var ids = Service.knownIds();
        var many = exec(http(MANY)
                .post("/v1/profiles:batchGet")
                .header("Content-Type", "application/json")
                .body(StringBody("#{batch}"))
                .check(status().is(200))
                .check(jsonPath("$.results[*].profile.id").count().is(BATCH)));
        var one = exec(http(ONE)
                .get("/v1/profiles/#{id}?fields=" + FIELDS)
                .check(status().is(200))
                .check(jsonPath("$.id").exists()));
        var asks = scenario("personalization")
                .feed(listFeeder(requests(ids)).circular())
                .randomSwitch()
                .on(percent(90.0).then(many), percent(10.0).then(one));
        double perSecond = load.readsPerSecond / 10;
        setUp(asks.injectOpen(
                        rampUsersPerSec(1).to(perSecond).during(load.ramp),
                        constantUsersPerSec(perSecond).during(load.span)))
                .protocols(Service.asked().authorizationHeader("Bearer " + Service.key()))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(MANY).responseTime().percentile(99.0).lte(load.batchP99MillisMax),
                        details(ONE).responseTime().percentile(99.0).lte(load.p99MillisMax));
    }

    /** A customer each, and the body that asks for the hundred from there on. */
    private static List<Map<String, Object>> requests(List<String> ids) {
        var json = new ObjectMapper();
        var requests = new ArrayList<Map<String, Object>>();
        for (int first = 0; first < ids.size(); first++) {
            var body = json.createObjectNode();
            var asked = body.putArray("ids");
            for (int i = 0; i < BATCH; i++) {
                asked.add(ids.get((first + i) % ids.size()));
            }
            var fields = body.putArray("fields");
            List.of(FIELDS.split(",")).forEach(fields::add);
            requests.add(Map.of("id", Service.escaped(ids.get(first)), "batch", body.toString()));
        }
        return requests;
    }
}
