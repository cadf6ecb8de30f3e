package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What of a profile is told: to whom, which parts, as of when. */
class ProfileViewsTest {
    private static final String AVA = "/v1/profiles/ava%7C1";
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void of_the_fields_those_that_are_asked_for_are_told_and_whose_they_are() throws Exception {
        assertThat(get(Role.SUPPORT, AVA + "?fields=cart,counts").body()).isEqualTo("""
            {"id":"user_id:ava|1","requestedId":"user_id:ava|1","sequence":7,\
            "counts":{"Product Added":1,"identify":1},\
            "cart":{"items":[{"product":"p-1","quantity":1,"price":{"currency":"EUR","cents":1999},\
            "since":"2023-11-14T22:13:20Z"}],\
            "value":[{"currency":"EUR","cents":1999}],"since":"2023-11-14T22:13:20Z"}}\
            """);
    }

    @Test
    void every_field_of_the_whole_profile_can_be_asked_for_alone() throws Exception {
        for (var name : names(json(get(Role.SUPPORT, AVA)))) {
            assertThat(names(json(get(Role.SUPPORT, AVA + "?fields=" + name))))
                    .contains(name)
                    .allMatch(told ->
                            List.of("id", "requestedId", "sequence", name).contains(told));
        }
    }

    @Test
    void a_field_or_a_parameter_that_is_none_is_named() throws Exception {
        var field = get(Role.SUPPORT, AVA + "?fields=cart,basket");
        var parameter = get(Role.SUPPORT, AVA + "?field=cart");

        assertProblem(field, 400, "bad_field");
        assertThat(field.body()).contains("\\\"basket\\\"").contains("interests");
        assertProblem(parameter, 400, "bad_field");
        assertThat(parameter.body()).contains("field is no parameter here");
    }

    @Test
    void what_is_personal_is_shown_masked_or_left_out_by_role() throws Exception {
        assertThat(email(Role.SUPPORT)).isEqualTo("ava@example.com");
        assertThat(email(Role.ADMIN)).isEqualTo("ava@example.com");
        assertThat(email(Role.FRAUD)).isEqualTo("a***@example.com");
        assertThat(email(Role.PERSONALIZATION)).isEmpty();
        assertThat(email(Role.ANALYST)).isEmpty();
    }

    @Test
    void whoever_sees_a_personal_field_leaves_a_line_that_holds_no_value() throws Exception {
        var log = (Logger) LoggerFactory.getLogger("io.liveprofile.audit");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            api.send(api.requestOf(Role.SUPPORT, AVA + "?fields=traits").header("X-Request-Id", "desk-1"));
            get(Role.SUPPORT, AVA + "?fields=cart");
            get(Role.FRAUD, AVA);
            get(Role.PERSONALIZATION, AVA);
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("role=support", "whom=user_id:ava|1", "fields=[email]", "request=desk-1")
                        .doesNotContain("example.com"));
    }

    @Test
    void who_has_the_answer_already_is_told_so_and_who_asks_for_another_is_not() throws Exception {
        var first = get(Role.SUPPORT, AVA);
        var tag = first.headers().firstValue("ETag").orElseThrow();

        var same = api.send(api.requestOf(Role.SUPPORT, AVA).header("If-None-Match", "\"x\", " + tag));

        assertThat(tag).matches("\"7-[0-9a-f]{16}\"");
        assertThat(first.headers().firstValue("Vary").orElse("")).contains("Authorization");
        assertThat(first.headers().firstValue("Live-Profile-Sequence")).contains("7");
        assertThat(first.headers().firstValue("Live-Profile-Event-Time")).contains("2023-11-14T22:14:20Z");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        for (var other : List.of("?fields=cart", "?at=1")) {
            assertThat(api.send(api.requestOf(Role.SUPPORT, AVA + other).header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(api.send(api.requestOf(Role.PERSONALIZATION, AVA).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_profile_is_told_as_of_a_sequence_number_or_a_time() throws Exception {
        assertThat(json(get(Role.SUPPORT, AVA + "?at=1")).at("/counts").toString())
                .isEqualTo("{\"Product Added\":1}");
        assertThat(json(get(Role.SUPPORT, AVA + "?at=2023-11-15T01:00:00%2B01:00"))
                        .at("/sequence")
                        .intValue())
                .isEqualTo(2);
        assertProblem(get(Role.SUPPORT, AVA + "?at=2023-11-14T23:59:59Z"), 404, "profile_not_found");
        assertProblem(get(Role.SUPPORT, AVA + "?at=yesterday"), 400, "bad_field");
        assertProblem(get(Role.SUPPORT, AVA + "?at=0"), 400, "bad_field");
    }

    @Test
    void what_was_told_just_now_is_in_the_answer_or_the_answer_says_why_not() throws Exception {
        for (var known : List.of("m-2", "customer-events:3:9", "customer-events:3:4")) {
            assertThat(get(Role.SUPPORT, AVA + "?wait=10ms&after=" + known).body())
                    .isEqualTo(get(Role.SUPPORT, AVA).body());
        }
        assertThat(get(Role.SUPPORT, AVA + "?fields=cart&after=m-3").body())
                .startsWith("{\"stale\":true,\"staleReason\":\"not_arrived\",\"id\":");
        assertThat(get(Role.SUPPORT, AVA + "?after=customer-events:3:17").body())
                .contains("\"quarantined\"");
        assertThat(get(Role.SUPPORT, AVA + "?after=customer-events:3:18").body())
                .contains("\"not_arrived\"");
        assertProblem(get(Role.SUPPORT, AVA + "?after=m-2&wait=6s"), 400, "bad_field");
        assertProblem(get(Role.SUPPORT, AVA + "?after=m-2&wait=long"), 400, "bad_field");
        assertProblem(get(Role.SUPPORT, AVA + "?after=m-2&at=1"), 400, "bad_field");
    }

    @Test
    void between_two_points_each_field_that_changed_is_told_with_what_it_was() throws Exception {
        var whole = json(get(Role.SUPPORT, AVA + "/diff?from=1&to=2&fields=counts,traits,cart,days,timeline"));

        assertThat(whole.toString()).isEqualTo("""
            {"id":"user_id:ava|1","requestedId":"user_id:ava|1","from":1,"to":2,"changes":[\
            {"path":"/counts/identify","after":1},\
            {"path":"/days/0","before":{"day":"2023-11-14","interactions":1}},\
            {"path":"/days/0","after":{"day":"2023-11-14","interactions":2}},\
            {"path":"/sequence","before":1,"after":2},\
            {"path":"/timeline/0","after":{"messageId":"m-2","name":"identify","at":"2023-11-14T22:14:20Z",\
            "sentence":"Told who they are"}},\
            {"path":"/traits/email","after":"ava@example.com"},\
            {"path":"/traits/tier","after":"gold"}]}\
            """);
    }

    @Test
    void what_was_not_yet_known_at_the_first_point_all_came_since() throws Exception {
        var since = json(get(Role.PERSONALIZATION, AVA + "/diff?from=2000-01-01T00:00:00Z&fields=counts"));

        assertThat(since.at("/from").intValue()).isZero();
        assertThat(since.at("/to").intValue()).isEqualTo(7);
        assertThat(since.at("/changes").findValuesAsText("path")).contains("/counts");
        assertProblem(get(Role.SUPPORT, AVA + "/diff?to=2"), 400, "bad_field");
    }

    @Test
    void parts_have_paths_of_their_own() throws Exception {
        assertThat(names(json(get(Role.SUPPORT, AVA + "/sessions"))))
                .containsExactly("id", "requestedId", "sequence", "session", "sessions");
        assertThat(names(json(get(Role.SUPPORT, AVA + "/orders"))))
                .containsExactly("id", "requestedId", "sequence", "orders", "bought");
        assertThat(names(json(get(Role.SUPPORT, AVA + "/identities"))))
                .containsExactly("id", "requestedId", "sequence", "identifiers");
        assertProblem(get(Role.SUPPORT, "/v1/profiles/nobody/orders"), 404, "profile_not_found");
    }

    @Test
    void a_timeline_comes_in_pages_and_by_what_is_asked_for() throws Exception {
        var first = json(get(Role.SUPPORT, AVA + "/timeline?limit=1"));
        var second = json(get(
                Role.SUPPORT,
                AVA + "/timeline?limit=1&cursor=" + first.get("next").textValue()));

        assertThat(first.get("timeline").findValuesAsText("sentence")).containsExactly("Told who they are");
        assertThat(second.get("timeline").findValuesAsText("messageId")).containsExactly("m-1");
        assertThat(second.has("next")).isFalse();
        assertThat(json(get(Role.SUPPORT, AVA + "/timeline?name=Product%20Added"))
                        .get("timeline")
                        .findValuesAsText("messageId"))
                .containsExactly("m-1");
        assertThat(json(get(Role.SUPPORT, AVA + "/timeline?to=2023-11-14T22:14:20Z"))
                        .get("timeline")
                        .findValuesAsText("messageId"))
                .containsExactly("m-1");
        assertProblem(get(Role.SUPPORT, AVA + "/timeline?cursor=x"), 400, "bad_field");
        assertProblem(get(Role.SUPPORT, AVA + "/timeline?limit=501"), 400, "bad_field");
        assertProblem(get(Role.SUPPORT, AVA + "/timeline?before_ticket=t-1"), 404, "ticket_not_found");
    }

    @Test
    void in_a_batch_each_id_has_an_answer_of_its_own() throws Exception {
        var answer = json(batch("""
            {"ids": ["nobody", "ava|1", "", "unreadable", "user_id:ava|1"], "fields": ["traits"]}\
            """));

        assertThat(answer.toString()).isEqualTo("""
            {"results":[{"id":"nobody","code":"profile_not_found"},\
            {"id":"ava|1","profile":{"id":"user_id:ava|1","requestedId":"user_id:ava|1","sequence":7,\
            "traits":{"tier":"gold"}}},\
            {"id":"","code":"bad_id"},{"id":"unreadable","code":"unavailable"},\
            {"id":"user_id:ava|1","profile":{"id":"user_id:ava|1","requestedId":"user_id:ava|1","sequence":7,\
            "traits":{"tier":"gold"}}}]}\
            """);
    }

    @Test
    void a_batch_that_can_not_be_used_says_why() throws Exception {
        assertThat(problem("{\"ids\": []}")).contains("/ids");
        assertThat(problem("{\"ids\": [" + "\"a\",".repeat(500) + "\"a\"]}")).contains("1 to 500");
        assertThat(problem("{\"ids\": [\"a\", 7]}")).contains("/ids/1");
        assertThat(problem("{\"ids\": [\"a\"], \"fields\": [\"basket\"]}")).contains("basket");
        assertThat(problem("{\"ids\": [\"a\"], \"feilds\": []}")).contains("/feilds");
        assertThat(problem("[]")).contains("JSON object");
        assertThat(problem("{")).contains("JSON object");
    }

    private static String problem(String body) throws Exception {
        var answer = batch(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return json(answer).get("detail").textValue();
    }

    private static HttpResponse<String> batch(String body) throws Exception {
        return api.send(
                api.requestOf(Role.PERSONALIZATION, "/v1/profiles:batchGet").POST(BodyPublishers.ofString(body)));
    }

    private static String email(Role role) throws Exception {
        return json(get(role, AVA)).at("/traits/email").asText();
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(Role role, String path) throws Exception {
        return api.get(role, path);
    }
}
