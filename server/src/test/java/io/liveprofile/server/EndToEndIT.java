package io.liveprofile.server;

import static io.liveprofile.server.TestCluster.applied;
import static io.liveprofile.server.TestCluster.json;
import static io.liveprofile.server.TestCluster.patiently;
import static io.liveprofile.server.TestCluster.total;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.client.Search;
import io.liveprofile.loadtest.workload.Expected;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service as a real process: in by the real broker, out by HTTP and by SQL, and killed in between. */
class EndToEndIT {
    private final TestCluster cluster = new TestCluster();

    @TempDir
    Path directory;

    EndToEndIT() throws Exception {}

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void what_goes_in_on_kafka_or_by_an_sdk_comes_back_over_http_and_stands_in_the_warehouse() throws Exception {
        var node = cluster.founder();

        cluster.produce(
                "ava|1",
                "{\"messageId\":\"e2e-1\",\"type\":\"page\",\"userId\":\"ava|1\",\"timestamp\":\"2026-11-20T10:00:00Z\"}");

        patiently().until(() -> node.profile("ava%7C1").statusCode() == 200);
        var profile = json(node.profile("ava%7C1").body());
        assertThat(profile.get("id").asText()).isEqualTo("user_id:ava|1");
        assertThat(profile.get("counts")).isEqualTo(json("{\"Page Viewed\":1}"));
        assertThat(profile.get("eventTime").asText()).isEqualTo("2026-11-20T10:00:00Z");
        patiently().until(() -> cluster.warehouse().getOrDefault("user_id:ava|1", 0L) == 1);
        assertThatAnyIdWorks(node);
        assertThat(node.profile("nobody").statusCode()).isEqualTo(404);

        assertThat(node.track("{\"userId\":\"ava|1\",\"event\":\"Product Viewed\"}")
                        .body())
                .isEqualTo("{\"success\":true}");
        patiently().until(() -> total(node.profile("ava%7C1").body()) == 2);
        assertThatADeskFindsWhomItIsToldOfAndLeavesARecord(node);
    }

    private void assertThatADeskFindsWhomItIsToldOfAndLeavesARecord(ServiceNode node) {
        cluster.produce(
                "ava|1", "{\"type\":\"identify\",\"userId\":\"ava|1\",\"traits\":{\"email\":\"ava@shop.example\"}}");
        try (var client = node.client()) {
            var ava = Search.ALL.email("ava@shop.example").sort("-lastSeen");
            patiently().until(() -> client.search(ava).iterator().next().id().equals("user_id:ava|1"));
            var profile = client.profile("ava|1").orElseThrow();

            assertThat(profile.trait("email").orElseThrow().asText()).isEqualTo("ava@shop.example");
            var record = patiently()
                    .until(
                            () -> client.get("/v1/audit", Map.of("whom", "ava|1"))
                                    .at("/records/0"),
                            JsonNode::isObject);
            assertThat(record.get("who").asText()).isEqualTo("the key of the configuration");
            assertThat(record.get("fields").toString()).isEqualTo("[\"email\"]");
        }
    }

    /** Whatever separates, escapes, or is written from the right: from the producer down to the warehouse and back. */
    private void assertThatAnyIdWorks(ServiceNode node) throws Exception {
        var ids = List.of(
                "auth0|5f7c",
                "a:b",
                "user_id:c",
                "50%7C 100%",
                "a/b?c#d&e=f",
                "'; drop table x --",
                "\ud83d\uded2\ud83d\udc69\u200d\ud83d\udcbb",
                "\u0634\u0631\u064a\u0641",
                "\u05d0\u05d1|\u202e1",
                "n\u0303",
                "\u00f1",
                " ",
                "x".repeat(200));
        for (var id : ids) {
            cluster.produce("any", "{\"type\":\"page\",\"userId\":" + new ObjectMapper().writeValueAsString(id) + "}");
        }
        for (var id : ids) {
            var answered = patiently()
                    .until(
                            () -> node.profile(URLEncoder.encode("user_id:" + id, StandardCharsets.UTF_8)
                                    .replace("+", "%20")),
                            answer -> answer.statusCode() == 200);
            assertThat(json(answered.body()).get("id").asText()).isEqualTo("user_id:" + id);
            patiently().until(() -> cluster.warehouse().getOrDefault("user_id:" + id, 0L) == 1);
        }
    }

    @Test
    void what_is_refused_is_seen_mended_and_replayed_by_the_command_line() throws Exception {
        var node = cluster.founder();
        cluster.produce("ava", "{\"messageId\":\"q-1\",\"type\":\"page\",\"secret\":\"ava@example.com\"}");
        var mended = Files.writeString(
                directory.resolve("mended.json"), "{\"messageId\":\"q-1\",\"type\":\"page\",\"userId\":\"mended\"}");

        patiently()
                .until(() -> node.commandLine("quarantine", "list", "--topic", cluster.topic())
                        .contains("no_identity"));
        var listed = json(node.commandLine("quarantine", "list", "--topic", cluster.topic(), "--json")
                .replaceFirst("status 0$", ""));
        var id = listed.at("/records/0/id").asText();
        var shown = node.commandLine("quarantine", "show", id);
        var replayed = node.commandLine("quarantine", "replay", id, "--value", mended.toString());

        assertThat(shown).contains("ava@example.com").endsWith("status 0");
        assertThat(replayed).isEqualTo(id + " was sent again\nstatus 0");
        patiently().until(() -> total(node.profile("mended").body()) == 1);
        assertThat(node.commandLine("quarantine", "replay", id))
                .contains(id + ":", "No record waits")
                .endsWith("status 1");
        assertThat(node.commandLine("quarantine", "discard"))
                .contains("say which")
                .endsWith("status 2");
        assertThat(node.commandLine("status")).contains("lag ", "quarantine ");
    }

    @Test
    void a_node_killed_in_mid_stream_and_started_again_counts_everything_exactly_once() throws Exception {
        var node = cluster.founder();
        var expected = new Expected();
        cluster.feed(1, 4_000, expected);
        patiently().until(() -> applied(node) > 500);

        node.kill();
        cluster.feed(2, 2_000, expected);
        var next = cluster.founder();

        cluster.assertAllCountedOnce(next, expected);
    }
}
