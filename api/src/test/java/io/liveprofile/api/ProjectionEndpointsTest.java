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

class ProjectionEndpointsTest {
    private static final FakeOperations OPERATIONS = new FakeOperations();
    private static final String KNOWN = "/v1/projections/" + FakeOperations.KNOWN;

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked(OPERATIONS));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void forget() {
        OPERATIONS.told.clear();
    }

    @Test
    void each_projection_tells_its_lag_in_all_and_in_each_range_and_how_far_its_next_tables_are() throws Exception {
        var one = """
            {"name":"customer-profile","state":"failing","lagEntries":1000,"truncated":true,"lagSeconds":2.5,"parked":1,\
            "rebuilding":{"since":"2026-11-20T10:00:00Z","entries":100,"missing":40},"ranges":[\
            {"minSlice":0,"maxSlice":511,"state":"running","upTo":"2026-11-20T10:00:00Z","lagEntries":0,\
            "truncated":false,"lagSeconds":0.0},{"minSlice":512,"maxSlice":1023,"state":"failing","upTo":"2026-11-20T10:00:00Z",\
            "lagEntries":1000,"truncated":true,"lagSeconds":2.5,"failingSince":"2026-11-20T10:00:00Z","error":"no table"}]}\
            """;

        assertThat(api.get(Role.ADMIN, "/v1/projections").body()).isEqualTo("{\"projections\":[" + one + "]}");
        assertThat(api.get(Role.ADMIN, KNOWN).body()).isEqualTo(one);
        assertProblem(api.get(Role.ADMIN, "/v1/projections/none"), 404, "not_found");
    }

    @Test
    void a_projection_is_paused_resumed_and_reset_by_an_admin_alone() throws Exception {
        for (var verb : new String[] {"pause", "resume", "reset"}) {
            assertThat(post(KNOWN + ":" + verb).statusCode()).isEqualTo(200);
            assertProblem(post("/v1/projections/none:" + verb), 404, "not_found");
            assertProblem(
                    api.send(api.requestOf(Role.ANALYST, KNOWN + ":" + verb).POST(BodyPublishers.noBody())),
                    403,
                    "forbidden");
        }

        assertThat(OPERATIONS.told)
                .containsExactly(
                        "pause customer-profile",
                        "pause none",
                        "resume customer-profile",
                        "resume none",
                        "reset customer-profile",
                        "reset none");
    }

    @Test
    void tables_are_rebuilt_once_at_a_time_and_only_where_there_are_any() throws Exception {
        assertThat(post(KNOWN + ":rebuild").body()).isEqualTo("{\"name\":\"customer-profile\",\"outcome\":\"begun\"}");
        assertProblem(post(KNOWN + ":rebuild"), 409, "already_rebuilding");
        assertProblem(post("/v1/projections/customer-signals:rebuild"), 409, "no_tables");
        assertProblem(post("/v1/projections/none:rebuild"), 404, "not_found");
        assertThat(post(KNOWN + ":cancel-rebuild").body()).contains("cancelled");
    }

    @Test
    void what_is_parked_is_listed_and_retried_one_by_one_whatever_stands_in_the_id() throws Exception {
        assertThat(api.get(Role.ADMIN, KNOWN + "/parked").body()).isEqualTo("""
            {"parked":[{"id":"user_id:a|b@shop@3","customer":"user_id:a|b@shop","sequence":3,\
            "written":"2026-11-20T10:00:00Z","parked":"2026-11-20T10:00:01Z","error":"no table"}]}\
            """);
        assertThat(post(KNOWN + "/parked/user_id:a%7Cb@shop@3:retry").body()).contains("handled");
        assertProblem(post(KNOWN + "/parked/user_id:a%7Cb@shop@4:retry"), 409, "failed_again");
        assertProblem(post(KNOWN + "/parked/user_id:c@3:retry"), 404, "not_found");
        assertProblem(post(KNOWN + "/parked/user_id:c:retry"), 400, "bad_field");
        assertProblem(post(KNOWN + "/parked/@3:retry"), 400, "bad_field");
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return api.send(api.requestOf(Role.ADMIN, path).POST(BodyPublishers.noBody()));
    }
}
