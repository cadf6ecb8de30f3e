package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import io.liveprofile.embedded.SharedServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who saw what is personal. Each test's requests have names of their own: the table is everybody's. */
@Timeout(60)
class AuditTest {
    private static final String AVA = "/v1/profiles/ava%7C1";

    private static RunningApi api;

    private final String run = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void each_read_of_a_personal_field_as_it_is_is_kept_and_no_other() throws Exception {
        var before = Instant.now().minusMillis(1);
        read(Role.FRAUD, AVA, "masked");
        read(Role.PERSONALIZATION, AVA, "nothing");
        read(Role.SUPPORT, AVA + "?fields=cart", "cart");
        read(Role.SUPPORT, AVA + "?fields=traits", "open");
        api.send(api.requestOf(Role.ADMIN, "/v1/profiles:batchGet")
                .header("X-Request-Id", run + "batch")
                .POST(BodyPublishers.ofString("{\"ids\":[\"ava|1\",\"nobody\"]}")));

        var kept = kept(2, "?whom=ava%7C1&from=" + before);

        assertThat(kept.get(0).get("request").asText()).isEqualTo(run + "batch");
        var open = kept.get(1);
        assertThat(open.get("request").asText()).isEqualTo(run + "open");
        assertThat(open.get("who").asText()).isEqualTo("tests");
        assertThat(open.get("role").asText()).isEqualTo("support");
        assertThat(open.get("whom").asText()).isEqualTo("user_id:ava|1");
        assertThat(open.get("fields").toString()).isEqualTo("[\"email\"]");
        assertThat(Instant.parse(open.get("at").asText())).isBetween(before, Instant.now());
        assertThat(open.toString()).doesNotContain("example.com");
    }

    @Test
    void the_audit_is_asked_by_who_whom_and_when_page_by_page() throws Exception {
        for (int i = 0; i < 5; i++) {
            read(Role.SUPPORT, AVA, String.valueOf(i));
        }
        var all = kept(5, "?limit=1000");
        var key = all.getFirst().get("key").asText();
        var third = all.get(2).get("at").asText();

        var pages = new ArrayList<JsonNode>();
        for (var next = "&limit=2"; pages.size() < 5; ) {
            var page = page("?who=" + key + next);
            page.get("records").forEach(pages::add);
            next = "&limit=2&cursor=" + page.path("next").asText();
        }

        assertThat(ours(pages)).isEqualTo(all);
        assertThat(kept(3, "?who=" + key + "&from=" + third)).isEqualTo(all.subList(0, 3));
        assertThat(kept(2, "?who=" + key + "&to=" + third)).isEqualTo(all.subList(3, 5));
        assertThat(page("?who=nobody").get("records")).isEmpty();
        assertThat(page("?whom=anonymous_id:x").toString()).isEqualTo("{\"records\":[]}");
    }

    @Test
    void what_can_not_be_asked_by_is_named() throws Exception {
        for (var field : List.of("from=monday", "to=1", "cursor=x", "whom=", "limit=0", "who=%00", "what=x")) {
            var answer = api.get(Role.ADMIN, "/v1/audit?" + field.replace("whom=", "whom=" + "x".repeat(300)));

            assertProblem(answer, 400, "bad_field");
            assertThat(answer.body()).contains("\"detail\":\"" + field.replaceAll("=.*", " "));
        }
    }

    @Test
    void while_the_database_takes_none_so_many_wait_then_nobody_sees_and_none_is_lost() throws Exception {
        try (var connection =
                DriverManager.getConnection(SharedServers.postgres().jdbcUrl())) {
            lock(connection);
            int seen = 0;
            while (read(Role.SUPPORT, AVA, String.valueOf(seen)) == 200) {
                seen++;
            }
            var refused = api.get(Role.SUPPORT, AVA);

            assertThat(seen).isGreaterThan(100);
            assertProblem(refused, 503, "unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(read(Role.SUPPORT, AVA + "?fields=cart", "c")).isEqualTo(200);
            connection.rollback();
            assertThat(kept(seen, "?limit=1000")).hasSize(seen);
        }
        await().until(() -> read(Role.SUPPORT, AVA, "again") == 200);
    }

    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table access.audit in exclusive mode");
        }
    }

    private int read(Role role, String path, String request) throws Exception {
        return api.send(api.requestOf(role, path).header("X-Request-Id", run + request))
                .statusCode();
    }

    /** Those of this test, once so many are written. */
    private List<JsonNode> kept(int count, String query) throws Exception {
        await().until(() -> ours(page(query).get("records")).size() >= count);
        var kept = ours(page(query).get("records"));
        assertThat(kept).hasSize(count);
        return kept;
    }

    private List<JsonNode> ours(Iterable<JsonNode> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .filter(record -> record.get("request").asText().startsWith(run))
                .toList();
    }

    private static JsonNode page(String query) throws Exception {
        return new ObjectMapper()
                .readTree(api.get(Role.ADMIN, "/v1/audit" + query).body());
    }
}
