package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineEndpointsTest {
    private static final FakeQuarantine QUARANTINE = new FakeQuarantine();

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked(QUARANTINE, new FakeCollector()));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void forget() {
        QUARANTINE.told.clear();
    }

    @Test
    void what_waits_is_listed_with_its_reason_its_origin_and_the_counts() throws Exception {
        var answer = api.get(
                Role.ADMIN,
                "/v1/quarantine?reason=not_in_contract&topic=customer-events&from=2026-11-20T00:00:00Z&limit=2");

        assertThat(answer.body()).isEqualTo("""
            {"records":[{"id":"customer-events:3:17","reason":"not_in_contract",\
            "detail":"/properties/total must be a number","at":"2026-11-20T10:00:00Z","topic":"customer-events",\
            "partition":3,"offset":17,"attempt":0,"customer":"user_id:ava","bytes":120,"whole":true},\
            {"id":"customer-events:3:18","reason":"not_in_contract","detail":"/properties/total must be a number",\
            "at":"2026-11-20T10:00:00Z","topic":"customer-events","partition":3,"offset":18,"attempt":0,\
            "customer":"user_id:ava","bytes":120,"whole":true}],"next":"bmV4dA","waiting":{"not_in_contract":2},\
            "truncated":false}\
            """);
        assertThat(QUARANTINE.told).containsExactly("list Optional[NOT_IN_CONTRACT] Optional[customer-events] 2");
    }

    @Test
    void what_is_no_text_comes_in_base64() throws Exception {
        assertThat(api.get(Role.ADMIN, "/v1/quarantine/" + FakeQuarantine.OPEN).body())
                .contains("\"key\":\"ava\",\"valueBase64\":\"/wA=\"", "\"erased\":false");
        assertThat(api.get(Role.ADMIN, "/v1/quarantine/" + FakeQuarantine.ERASED)
                        .body())
                .contains("\"erased\":true")
                .doesNotContain("\"value");
    }

    @Test
    void one_record_is_replayed_as_it_is_or_with_a_value() throws Exception {
        assertThat(post("/v1/quarantine/customer-events:3:17:replay", "").body())
                .isEqualTo("{\"id\":\"customer-events:3:17\",\"outcome\":\"done\"}");
        post("/v1/quarantine/customer-events:3:17:replay", "{\"mended\":true}");

        assertThat(QUARANTINE.told)
                .containsExactly("replay customer-events:3:17", "replay customer-events:3:17 {\"mended\":true}");
    }

    @Test
    void what_can_not_be_replayed_says_why() throws Exception {
        assertProblem(post("/v1/quarantine/" + FakeQuarantine.ERASED + ":replay", ""), 410, "erased");
        assertProblem(post("/v1/quarantine/never:0:0:replay", ""), 404, "not_found");
        assertProblem(api.get(Role.ADMIN, "/v1/quarantine/never:0:0"), 404, "not_found");
    }

    @Test
    void many_are_replayed_by_what_they_have_in_common_and_those_that_fail_are_named() throws Exception {
        assertThat(post("/v1/quarantine:replay?reason=not_in_contract", "").body())
                .isEqualTo("""
                    {"failed":[{"id":"customer-events:3:18","outcome":"erased"}],"done":1,"more":true}\
                    """);
        assertThat(post("/v1/quarantine:discard?topic=customer-events", "").body())
                .contains("\"done\":2");
    }

    @Test
    void all_of_them_are_meant_only_by_saying_so() throws Exception {
        assertProblem(post("/v1/quarantine:discard", ""), 400, "bad_field");
        assertThat(QUARANTINE.told).isEmpty();
        assertThat(post("/v1/quarantine:discard?all=true", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_parameter_that_can_not_be_used_is_named() throws Exception {
        for (var bad : new String[] {"reason=because", "from=yesterday", "to=1", "limit=0", "limit=1001", "cursor=x"}) {
            var answer = api.get(Role.ADMIN, "/v1/quarantine?" + bad);
            assertProblem(answer, 400, "bad_field");
            assertThat(answer.body()).contains(bad.substring(0, bad.indexOf('=')));
        }
    }

    @Test
    void ingest_tells_where_it_is() throws Exception {
        assertThat(api.get(Role.ADMIN, "/v1/ingest").body()).isEqualTo("""
            {"lagRecords":7,"partitions":[{"topic":"customer-events","partition":3,"consumed":10,"applied":6,\
            "duplicate":1,"quarantined":1,"skipped":1,"inFlight":1,"lagRecords":7,"lagSeconds":2.5}]}\
            """);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return api.send(api.requestOf(Role.ADMIN, path).POST(BodyPublishers.ofString(body)));
    }
}
