package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files of the console, as they come to whoever asks. What they do is tested in a browser. */
class ConsoleTest {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern NAMED_IN_PAGE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import) ?['\"]([^'\"]+)['\"]");

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
    void the_page_needs_no_key_and_is_where_people_look_for_it() throws Exception {
        for (var path : List.of("/", "/console")) {
            var answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).contains("/console/");
        }
        assertThat(get("/console/").body()).startsWith("<!doctype html>");
        assertProblem(get("/v1/keys"), 401, "no_key");
    }

    @Test
    void everything_that_the_page_and_its_modules_name_is_served() throws Exception {
        var page = get("/console/");
        var map = importMap(page.body());
        var met = new HashSet<URI>();
        var open = new ArrayDeque<URI>();
        NAMED_IN_PAGE
                .matcher(page.body())
                .results()
                .forEach(found -> open.add(resolved(page.uri(), found.group(1), map)));
        while (!open.isEmpty()) {
            var file = open.remove();
            if (met.add(file)) {
                var answer = get(file.getPath());
                assertThat(answer.statusCode()).as(file.getPath()).isEqualTo(200);
                if (file.getPath().endsWith(".js")) {
                    assertThat(answer.headers().firstValue("Content-Type")).contains("text/javascript; charset=UTF-8");
                    IMPORTED.matcher(answer.body())
                            .results()
                            .forEach(found -> open.add(resolved(file, found.group(1), map)));
                }
            }
        }
        assertThat(met).extracting(URI::getPath).contains("/console/lib/lit/index.js", "/console/parts/gauge.js");
    }

    private static URI resolved(URI from, String named, JsonNode map) {
        return named.matches("[a-z@].*") && map.has(named)
                ? from.resolve("/console/").resolve(map.get(named).asText())
                : from.resolve(named);
    }

    @Test
    void nothing_but_what_is_ours_may_run_or_be_loaded() throws Exception {
        var page = get("/console/");
        var script = IMPORT_MAP
                .matcher(page.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self' 'sha256-" + hash + "'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void what_a_browser_has_it_is_not_sent_again() throws Exception {
        var first = get("/console/app.js");
        var tag = first.headers().firstValue("ETag").orElseThrow();

        var again = api.send(api.request("/console/app.js").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void there_is_no_way_out_of_the_folder() throws Exception {
        for (var path : List.of(
                "/console/../openapi.yaml",
                "/console/%2e%2e/openapi.yaml",
                "/console/..%2fopenapi.yaml",
                "/console/parts/../../openapi.yaml",
                "/console//openapi.yaml",
                "/console/parts",
                "/console/Console.class",
                "/console/lib/lit/package.json")) {
            assertThat(api.send(api.request(path)).statusCode()).as(path).isIn(401, 404);
        }
        assertProblem(api.send(api.request("/console/").POST(BodyPublishers.noBody())), 405, "method_not_allowed");
    }

    @Test
    void a_page_learns_from_its_key_what_it_may_show() throws Exception {
        assertThat(new ObjectMapper().readTree(api.get(Role.FRAUD, "/v1/caller").body()))
                .isEqualTo(new ObjectMapper().readTree("{\"name\": \"tests\", \"role\": \"fraud\"}"));
    }

    @Test
    void the_pipeline_tells_who_is_in_the_cluster_and_how_fresh_things_are() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(api.get(Role.ADMIN, "/v1/pipeline").body()))
                .isEqualTo(new ObjectMapper().readTree("""
                    {"node": "10.0.0.1:25520",
                     "members": [{"address": "10.0.0.1:25520", "status": "up", "reachable": true}],
                     "freshness": [{"millis": 5, "interactions": 10}]}
                    """));
    }

    private static JsonNode importMap(String page) throws Exception {
        var map = IMPORT_MAP.matcher(page).results().findFirst().orElseThrow().group(1);
        return new ObjectMapper().readTree(map).get("imports");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return api.send(api.request(path));
    }
}
