package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProfileEndpointsTest {
    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void a_profile_is_told_in_its_published_shape() throws Exception {
        var answer = get("/v1/profiles/user_id:ava%7C1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("""
            {"id":"user_id:ava|1","requestedId":"user_id:ava|1","sequence":7,\
            "eventTime":"2023-11-14T22:14:20Z","stateHash":"%s",\
            "firstSeen":"2023-11-14T22:13:20Z","lastSeen":"2023-11-14T22:14:20Z",\
            "identifiers":[{"id":"user_id:ava|1","lastSeen":"2023-11-14T22:14:20Z"}],\
            "traits":{"tier":"gold","email":"ava@example.com"},\
            "traitSources":{\
            "tier":{"at":"2023-11-14T22:14:20Z","messageId":"m-2","source":"user_id:ava|1"},\
            "email":{"at":"2023-11-14T22:14:20Z","messageId":"m-2","source":"user_id:ava|1"}},\
            "devices":[],"places":[],"consents":[],\
            "counts":{"Product Added":1,"identify":1},"days":[{"day":"2023-11-14","interactions":2}],\
            "session":{"start":"2023-11-14T22:13:20Z","end":"2023-11-14T22:14:20Z","interactions":2,"pages":0},\
            "sessions":[{"start":"2023-11-14T22:13:20Z","end":"2023-11-14T22:14:20Z","interactions":2,"pages":0}],\
            "timeline":[\
            {"messageId":"m-2","name":"identify","at":"2023-11-14T22:14:20Z","sentence":"Told who they are"},\
            {"messageId":"m-1","name":"Product Added","at":"2023-11-14T22:13:20Z",\
            "sentence":"Put p-1 for 19.99 EUR into the cart"}],\
            "cart":{"items":[{"product":"p-1","quantity":1,"price":{"currency":"EUR","cents":1999},\
            "since":"2023-11-14T22:13:20Z"}],\
            "value":[{"currency":"EUR","cents":1999}],"since":"2023-11-14T22:13:20Z"},\
            "orders":{"count":0,"refunds":0,"cancelled":0,"value":[],"gross":[],"refunded":[],"usual":[],"newest":[]},\
            "bought":[],"interests":[],\
            "support":{"openTickets":0,"errors":0,"tickets":[],"recentErrors":[],"surveys":[]},"messages":{},\
            "signIns":{"succeeded":0,"failed":0,"newest":[]},\
            "payments":{"authorized":0,"declined":0,"refunded":0,"newest":[]},"subscriptions":[],\
            "truncated":[]}\
            """.formatted(stateHashIn(answer.body())));
    }

    @Test
    void a_user_id_is_implied() throws Exception {
        assertThat(get("/v1/profiles/ava%7C1").body())
                .isEqualTo(get("/v1/profiles/user_id:ava%7C1").body());
    }

    @Test
    void head_answers_as_get_does_without_the_body() throws Exception {
        var answer =
                api.send(api.requestOf(Role.SUPPORT, "/v1/profiles/ava%7C1").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_customer_who_was_never_seen_is_404_with_a_code() throws Exception {
        assertProblem(get("/v1/profiles/nobody"), 404, "profile_not_found");
    }

    @Test
    void what_can_not_be_an_id_is_400() throws Exception {
        assertProblem(get("/v1/profiles/" + "x".repeat(201)), 400, "bad_id");
        assertProblem(get("/v1/profiles/user_id:"), 400, "bad_id");
        assertProblem(get("/v1/profiles/a%00b"), 400, "bad_id");
    }

    @Test
    void an_outage_of_ours_is_503_and_says_when_to_come_again() throws Exception {
        var answer = get("/v1/profiles/unreadable");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void an_unknown_path_is_404_and_another_method_405() throws Exception {
        assertProblem(get("/v1/nothing"), 404, "not_found");
        assertProblem(
                api.send(api.requestOf(Role.SUPPORT, "/v1/profiles/ava").PUT(BodyPublishers.noBody())),
                405,
                "method_not_allowed");
    }

    @Test
    void a_request_keeps_its_id_or_gets_one() throws Exception {
        var given = api.send(api.requestOf(Role.SUPPORT, "/v1/profiles/ava%7C1").header("X-Request-Id", "checkout-17"));

        assertThat(given.headers().firstValue("X-Request-Id")).contains("checkout-17");
        assertThat(get("/v1/nothing").headers().firstValue("X-Request-Id").orElseThrow())
                .hasSize(36);
    }

    private static String stateHashIn(String body) {
        return body.replaceFirst(".*\"stateHash\":\"([0-9a-f]{16})\".*", "$1");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return api.get(Role.SUPPORT, path);
    }
}
