package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too much, too long, too late, or asked from a page that nobody named. */
@Timeout(60)
class BoundsTest {
    private static final String AVA = "/v1/profiles/ava%7C1";
    private static final FakeFinder FINDER = new FakeFinder();

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked(FINDER, new FakeSignals()));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void answer() {
        FINDER.state = FakeFinder.State.THERE;
    }

    @Test
    void what_is_too_long_to_be_read_is_a_problem_too() throws Exception {
        assertProblem(api.get(Role.SUPPORT, "/v1/profiles?name=" + "x".repeat(3_000)), 414, "too_large");
        assertProblem(api.send(api.requestOf(Role.SUPPORT, AVA).header("X-Much", "x".repeat(9_000))), 431, "too_large");
        var many = api.requestOf(Role.SUPPORT, AVA);
        for (int i = 0; i < 70; i++) {
            many.header("X-" + i, "y");
        }
        assertProblem(api.send(many), 400, "bad_request");
    }

    /** Whoever sends it reads why it is refused, though it is still being sent when that is known. */
    @Test
    void a_body_is_bounded_wherever_one_is_read() throws Exception {
        for (var path : List.of(
                "/v1/profiles:batchGet",
                "/v1/keys",
                AVA + "/decisions/login",
                "/v1/quarantine/customer-events:3:17:replay")) {
            assertProblem(
                    api.send(api.requestOf(Role.ADMIN, path).POST(BodyPublishers.ofString(" ".repeat(1_100_000)))),
                    413,
                    "too_large");
        }
    }

    /** As simple clients do, which look for an answer once they have sent all. */
    @Test
    void whoever_is_refused_reads_it_though_their_body_was_never_wanted() throws Exception {
        assertThat(statusOfLarge(Role.WRITE, AVA + "/decisions/login")).endsWith("403 Forbidden");
        assertThat(statusOfLarge(Role.ADMIN, "/v1/nothing")).endsWith("404 Not Found");
        assertThat(statusOfLarge(Role.ADMIN, "/v1/profiles:batchGet")).endsWith("413 Content Too Large");
    }

    private static String statusOfLarge(Role role, String path) throws Exception {
        var address = URI.create(api.url());
        var body = " ".repeat(6_000_000);
        var head = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer "
                + api.key(role) + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void where_the_database_is_away_or_hangs_it_is_our_outage_and_live_reads_go_on() throws Exception {
        for (var state : List.of(FakeFinder.State.AWAY, FakeFinder.State.HANGS)) {
            FINDER.state = state;
            var answer = api.send(
                    api.requestOf(Role.SUPPORT, "/v1/profiles?tier=gold").header("X-Request-Id", "r-1"));

            assertProblem(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("X-Request-Id")).contains("r-1");
            assertThat(api.get(Role.SUPPORT, AVA).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_answer_is_packed_for_whoever_unpacks_it() throws Exception {
        var plain = api.get(Role.SUPPORT, AVA);
        var packed = api.send(
                api.requestOf(Role.SUPPORT, AVA).header("Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("ETag"))
                .isEqualTo(plain.headers().firstValue("ETag"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked).hasContent(plain.body());
        }
    }

    @Test
    void head_is_answered_as_get_is_without_the_body() throws Exception {
        for (var path : List.of(AVA, "/v1/profiles?tier=gold", "/v1/segments", "/openapi.yaml")) {
            var get = api.get(Role.SUPPORT, path);
            var head = api.send(api.requestOf(Role.SUPPORT, path).method("HEAD", BodyPublishers.noBody()));

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (var header : List.of("Content-Type", "Content-Length", "ETag")) {
                assertThat(head.headers().firstValue(header))
                        .isEqualTo(get.headers().firstValue(header));
            }
        }
    }

    @Test
    void a_page_that_is_named_may_ask_and_read_what_tells_how_new_the_answer_is() throws Exception {
        var before = preflight(RunningApi.READERS_PAGE);
        var answer = api.send(api.requestOf(Role.SUPPORT, AVA).header("Origin", RunningApi.READERS_PAGE));

        assertThat(before.statusCode()).isEqualTo(204);
        assertThat(before.headers().firstValue("Access-Control-Allow-Origin")).contains(RunningApi.READERS_PAGE);
        assertThat(before.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("GET", "POST", "DELETE"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(RunningApi.READERS_PAGE);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("ETag", "Live-Profile-Sequence"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void another_page_may_not_though_it_may_send_events() throws Exception {
        for (var page : List.of("https://shop.example", "https://elsewhere.example")) {
            assertThat(preflight(page).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(api.send(api.requestOf(Role.SUPPORT, AVA).header("Origin", page))
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        return api.send(api.request(AVA)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
