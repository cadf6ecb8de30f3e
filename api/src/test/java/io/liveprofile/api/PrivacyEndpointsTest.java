package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrivacyEndpointsTest {
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
    void an_erasure_is_accepted_with_a_receipt_to_come_back_to() throws Exception {
        var accepted = erase(Role.ADMIN, "/v1/profiles/ben", "{\"reason\": \"asked by mail\", \"requestId\": \"r-1\"}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Location")).contains("/v1/erasures/r-1");
        var receipt = new ObjectMapper()
                .readTree(api.get(Role.ADMIN, "/v1/erasures/r-1").body());
        assertThat(receipt.get("requestedId").asText()).isEqualTo("user_id:ben");
        assertThat(receipt.get("complete").asBoolean()).isFalse();
        assertThat(receipt.get("waitingFor").asText()).isEqualTo("projections: interaction");
        assertThat(receipt.at("/tombstones/0/sequence").asInt()).isEqualTo(8);
        assertThat(receipt.at("/tombstones/0/reopenedAt").asText()).isEqualTo("2026-11-20T10:00:12Z");
        assertThat(receipt.at("/rows/warehouse.interaction").asInt()).isEqualTo(7);
        assertThat(receipt.toString()).doesNotContain("asked by mail");
    }

    @Test
    void reason_and_request_id_may_be_parameters() throws Exception {
        var accepted = erase(Role.ADMIN, "/v1/profiles/cleo?reason=by%20mail&requestId=r-2", "");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body()).contains("\"requestId\":\"r-2\"");
    }

    @Test
    void without_a_reason_nobody_is_erased() throws Exception {
        assertThat(erase(Role.ADMIN, "/v1/profiles/dora", "").body())
                .contains("\"code\":\"bad_field\"", "reason must say why");
        assertProblem(erase(Role.ADMIN, "/v1/profiles/dora", "{\"reason\": \"  \"}"), 400, "bad_field");
        assertProblem(erase(Role.ADMIN, "/v1/profiles/dora", "{\"reason\": 7}"), 400, "bad_field");
        assertProblem(
                erase(Role.ADMIN, "/v1/profiles/dora", "{\"reason\": \"" + "x".repeat(501) + "\"}"), 400, "bad_field");
        assertProblem(erase(Role.ADMIN, "/v1/profiles/dora", "[]"), 400, "bad_request");
        assertProblem(erase(Role.ADMIN, "/v1/profiles/dora", "{\"reason\": \"x\", \"why\": 1}"), 400, "bad_field");
    }

    @Test
    void a_request_id_is_no_place_for_an_address_and_belongs_to_one_customer() throws Exception {
        assertThat(erase(Role.ADMIN, "/v1/profiles/eva", "{\"reason\": \"x\", \"requestId\": \"eva@example.com\"}")
                        .body())
                .contains("\"code\":\"bad_field\"", "requestId must be");
        assertProblem(
                erase(Role.ADMIN, "/v1/profiles/eva", "{\"reason\": \"x\", \"requestId\": \"r-0\"}"),
                409,
                "request_id_used");
        assertProblem(api.get(Role.ADMIN, "/v1/erasures/unknown"), 404, "not_found");
    }

    @Test
    void only_admins_erase_and_export() throws Exception {
        assertProblem(erase(Role.SUPPORT, "/v1/profiles/eva", "{\"reason\": \"x\"}"), 403, "forbidden");
        assertProblem(api.get(Role.SUPPORT, "/v1/profiles/ava%7C1/export"), 403, "forbidden");
        assertProblem(api.get(Role.FRAUD, "/v1/erasures"), 403, "forbidden");
    }

    @Test
    void whatever_asks_for_one_who_was_erased_is_told_so() throws Exception {
        for (var part : new String[] {"", "/sessions", "/export", "/stream"}) {
            assertProblem(api.get(Role.ADMIN, "/v1/profiles/erased" + part), 410, "erased");
        }
        var batch = api.send(api.requestOf(Role.ADMIN, "/v1/profiles:batchGet")
                .POST(BodyPublishers.ofString("{\"ids\": [\"erased\"]}")));
        assertThat(batch.body()).contains("\"code\":\"erased\"");
    }

    @Test
    void an_export_is_everything_opened_with_a_summary_in_words() throws Exception {
        var answer = api.get(Role.ADMIN, "/v1/profiles/ava%7C1/export");

        assertThat(answer.statusCode()).isEqualTo(200);
        var export = new ObjectMapper().readTree(answer.body());
        assertThat(export.get("id").asText()).isEqualTo("user_id:ava|1");
        assertThat(export.at("/summary/0").asText()).startsWith("We know you as user_id:ava|1, from ");
        assertThat(export.at("/profile/traits/email").asText()).isEqualTo("ava@example.com");
        assertThat(export.get("journal")).hasSize(2);
        assertThat(export.at("/journal/0/interactions/0/sentence").asText()).startsWith("Put p-1");
        assertThat(export.at("/journal/0/interactions/0/fields/properties.price")
                        .asText())
                .isEqualTo("19.99");
        assertThat(export.at("/journal/1/interactions/0/fields/traits.email").asText())
                .isEqualTo("ava@example.com");
        await().until(() -> api.get(Role.ADMIN, "/v1/audit?whom=ava%7C1").body().contains("[\"export\"]"));
    }

    private static HttpResponse<String> erase(Role role, String path, String body) throws Exception {
        return api.send(api.requestOf(role, path)
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString(body)));
    }
}
