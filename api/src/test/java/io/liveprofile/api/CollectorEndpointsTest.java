package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import io.liveprofile.ingest.collector.Collector.Answer;
import io.liveprofile.ingest.collector.Collector.Bad;
import io.liveprofile.profile.domain.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorEndpointsTest {
    private static final FakeCollector COLLECTOR = new FakeCollector();
    private static final String SHOP = "https://shop.example";

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked(new FakeQuarantine(), COLLECTOR));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void forget() {
        COLLECTOR.taken.clear();
        COLLECTOR.next = new Answer.Taken(1, List.of());
    }

    @Test
    void each_path_of_the_sdks_is_taken_and_answered_as_they_expect() throws Exception {
        for (var kind : List.of("identify", "track", "page", "screen", "group", "alias", "batch")) {
            for (var path : List.of("/v1/" + kind, "/v1/" + kind.charAt(0))) {
                var answer = api.send(basic(path).POST(BodyPublishers.ofString("{}")));

                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"success\":true}");
                assertThat(COLLECTOR.taken.getLast()).isEqualTo(kind.toUpperCase() + " {}");
            }
        }
    }

    @Test
    void a_beacon_brings_its_key_in_the_body_or_in_the_query() throws Exception {
        var key = api.key(Role.WRITE);
        var body = "{\"writeKey\":\"" + key + "\",\"batch\":[]}";

        var inBody = api.send(api.request("/v1/b")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(body)));
        var inQuery = api.send(
                api.request("/beacon/v1/batch?writeKey=" + key).POST(BodyPublishers.ofString("{\"batch\":[]}")));

        assertThat(inBody.statusCode()).isEqualTo(200);
        assertThat(inQuery.statusCode()).isEqualTo(200);
        assertThat(COLLECTOR.taken).containsExactly("BATCH " + body, "BATCH {\"batch\":[]}");
        assertProblem(
                api.send(api.request("/v1/b").POST(BodyPublishers.ofString("{\"writeKey\":\"lp_nobody_x\"}"))),
                401,
                "no_key");
    }

    @Test
    void a_page_of_the_shop_may_send_and_another_may_not() throws Exception {
        var shop = preflight(SHOP);
        assertThat(shop.statusCode()).isEqualTo(204);
        assertThat(shop.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(shop.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(
                        headers -> assertThat(headers.replace(" ", "")).isEqualTo("authorization,anonymousid"));
        assertThat(preflight("https://elsewhere.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();

        var sent = api.send(basic("/v1/track").header("Origin", SHOP).POST(BodyPublishers.ofString("{}")));
        var refused = api.send(api.request("/v1/track").header("Origin", SHOP).POST(BodyPublishers.ofString("{}")));
        assertThat(sent.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    }

    @Test
    void a_packed_body_is_unpacked_and_bounded_as_it_is_then() throws Exception {
        var packed = api.send(basic("/v1/track")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("{\"a\":1}"))));
        var bomb = api.send(basic("/v1/track")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("x".repeat(1_001)))));

        assertThat(packed.statusCode()).isEqualTo(200);
        assertThat(COLLECTOR.taken).containsExactly("TRACK {\"a\":1}");
        assertProblem(bomb, 413, "too_large");
        assertThat(api.send(basic("/v1/track").POST(BodyPublishers.ofString("x".repeat(1_000))))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(api.send(basic("/v1/track").POST(BodyPublishers.ofString("x".repeat(1_001)))), 413, "too_large");
    }

    @Test
    void a_body_that_is_not_packed_as_it_says_is_a_problem() throws Exception {
        for (var how : List.of("gzip", "deflate", "br")) {
            assertProblem(
                    api.send(basic("/v1/track")
                            .header("Content-Encoding", how)
                            .POST(BodyPublishers.ofString("{\"a\":1}"))),
                    400,
                    "bad_request");
        }
        assertThat(COLLECTOR.taken).isEmpty();
    }

    @Test
    void bad_events_are_named_one_by_one() throws Exception {
        COLLECTOR.next = new Answer.Taken(
                1,
                List.of(
                        new Bad(0, Reason.NO_IDENTITY, "neither /userId nor /anonymousId is there"),
                        new Bad(2, Reason.TOO_LARGE, "the event has more than 32768 bytes")));

        var answer = track();

        assertProblem(answer, 400, "bad_events");
        assertThat(answer.body())
                .contains("1 were taken", "event 0: no_identity, neither", "event 2: too_large, the event");
    }

    @Test
    void later_is_said_with_when() throws Exception {
        COLLECTOR.next = new Answer.Busy();
        var busy = track();
        COLLECTOR.next = new Answer.Away();
        var away = track();
        COLLECTOR.next = new Answer.Unreadable("not JSON in UTF-8");

        assertProblem(busy, 429, "busy");
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();
        assertProblem(away, 503, "unavailable");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertProblem(track(), 400, "bad_request");
    }

    private static HttpResponse<String> track() throws Exception {
        return api.send(basic("/v1/track").POST(BodyPublishers.ofString("{}")));
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        return api.send(api.request("/v1/track")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,anonymousid")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder basic(String path) {
        var user = Base64.getEncoder().encodeToString((api.key(Role.WRITE) + ":").getBytes(StandardCharsets.UTF_8));
        return api.request(path).header("Authorization", "Basic " + user);
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
