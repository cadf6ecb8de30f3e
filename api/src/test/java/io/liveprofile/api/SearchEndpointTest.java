package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchEndpointTest {
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
    void a_customer_is_read_by_an_address_as_by_an_id() throws Exception {
        var byId = get(Role.SUPPORT, "/v1/profiles/ava%7C1").body();

        assertThat(get(Role.SUPPORT, "/v1/profiles/email:ava@example.com").body())
                .isEqualTo(byId);
        for (var part : List.of("/timeline", "/orders", "/sessions", "/identities", "/diff?from=1")) {
            assertThat(get(Role.SUPPORT, "/v1/profiles/email:ava@example.com" + part)
                            .body())
                    .isEqualTo(get(Role.SUPPORT, "/v1/profiles/ava%7C1" + part).body());
        }
    }

    @Test
    void where_several_are_meant_those_are_told_who_may_know() throws Exception {
        for (var role : List.of(Role.SUPPORT, Role.FRAUD, Role.ADMIN)) {
            var several = get(role, "/v1/profiles/phone:%2B49301");

            assertProblem(several, 409, "several_match");
            assertThat(several.body()).contains("\"candidates\":[\"user_id:ava|1\",\"user_id:noah\"]");
        }
        for (var role : List.of(Role.PERSONALIZATION, Role.ANALYST)) {
            var several = get(role, "/v1/profiles/phone:%2B49301");

            assertProblem(several, 404, "profile_not_found");
            assertThat(several.body())
                    .isEqualTo(get(role, "/v1/profiles/phone:%2B49302").body());
        }
    }

    @Test
    void an_address_finds_everybody_who_has_it() throws Exception {
        assertThat(get(Role.FRAUD, "/v1/profiles?phone=%2B49301").body())
                .isEqualTo("{\"profiles\":[{\"id\":\"user_id:ava|1\"},{\"id\":\"user_id:noah\"}]}");
        assertThat(get(Role.SUPPORT, "/v1/profiles?email=nobody@example.com").body())
                .isEqualTo("{\"profiles\":[]}");
        assertProblem(get(Role.ANALYST, "/v1/profiles?email=ava@example.com"), 403, "forbidden");
    }

    @Test
    void a_list_comes_in_pages() throws Exception {
        assertThat(get(Role.ANALYST, "/v1/profiles?tier=gold&limit=1").body())
                .isEqualTo("{\"profiles\":[{\"id\":\"user_id:ava|1\",\"firstSeen\":\"2023-11-14T22:13:20Z\","
                        + "\"lastSeen\":\"2023-11-14T22:14:20Z\",\"interactions\":2,"
                        + "\"value\":{\"currency\":\"EUR\",\"cents\":1999},\"tier\":\"gold\","
                        + "\"segments\":[\"regulars\"],\"churn\":{\"score\":40,\"level\":\"medium\"},"
                        + "\"fraud\":{\"score\":0,\"level\":\"low\"}}],"
                        + "\"next\":\"dXNlcl9pZDphdmF8MQ\"}");
        assertThat(get(Role.ANALYST, "/v1/profiles?cursor=dXNlcl9pZDphdmF8MQ").body())
                .contains("user_id:noah")
                .doesNotContain("next");
    }

    @Test
    void what_can_not_be_searched_by_is_named() throws Exception {
        assertThat(get(Role.ANALYST, "/v1/profiles?value_from=1.5").body()).contains("value_from must be");
        assertThat(get(Role.ANALYST, "/v1/profiles?seen_from=monday").body()).contains("seen_from must be");
        assertThat(get(Role.ANALYST, "/v1/profiles?churn=huge").body()).contains("churn must be one of");
        assertThat(get(Role.ANALYST, "/v1/profiles?cursor=@").body()).contains("cursor must be");
        assertThat(get(Role.ANALYST, "/v1/profiles?colour=red").body()).contains("colour is no parameter here");
    }

    @Test
    void answers_are_packed_for_whoever_says_so() throws Exception {
        var packed =
                api.send(api.requestOf(Role.SUPPORT, "/v1/profiles/ava%7C1").header("Accept-Encoding", "gzip"));

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(get(Role.SUPPORT, "/v1/profiles/ava%7C1").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static HttpResponse<String> get(Role role, String path) throws Exception {
        return api.get(role, path);
    }
}
