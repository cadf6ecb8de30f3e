package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.api.access.Role;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.projections.search.CustomerSearch.Told;
import io.liveprofile.projections.search.LookupKind;
import io.liveprofile.projections.search.Sorting;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchEndpointTest {
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
    void what_is_asked_for_together_is_meant_together() throws Exception {
        var found = get(
                Role.FRAUD,
                "/v1/profiles?email=ava@example.com&phone=%2B49301&segment=regulars&churn=high&fraud=low"
                        + "&sort=-value&limit=7");

        assertThat(found.statusCode()).isEqualTo(200);
        var query = FINDER.asked.getLast();
        assertThat(query.filter().lookups())
                .containsExactly(new Told(LookupKind.EMAIL, "ava@example.com"), new Told(LookupKind.PHONE, "+49301"));
        assertThat(query.filter().segment()).contains("regulars");
        assertThat(query.filter().churn()).contains(Level.HIGH);
        assertThat(query.filter().fraud()).contains(Level.LOW);
        assertThat(query.sorting()).isEqualTo(new Sorting(Sorting.By.VALUE, true));
        assertThat(query.limit()).isEqualTo(7);
        assertThat(get(Role.SUPPORT, "/v1/profiles?email=nobody@example.com").body())
                .isEqualTo("{\"profiles\":[]}");
        assertProblem(get(Role.ANALYST, "/v1/profiles?email=ava@example.com"), 403, "forbidden");
    }

    @Test
    void segments_are_told_with_their_sizes_and_their_members_in_pages() throws Exception {
        var segments = get(Role.PERSONALIZATION, "/v1/segments").body();
        var name = segments.replaceAll("(?s).*?\"name\":\"([^\"]+)\".*", "$1");

        assertThat(segments)
                .contains("\"ruleVersion\":", "\"title\":", "\"when\":", "\"members\":" + name.length() + "}");
        var members = get(Role.ANALYST, "/v1/segments/" + name + "/members?sort=-lastSeen&limit=1");
        assertThat(members.body())
                .startsWith("{\"members\":[{\"id\":\"user_id:ava|1\"")
                .contains("\"next\":");
        assertThat(FINDER.asked.getLast().filter().segment()).contains(name);
        assertThat(FINDER.asked.getLast().sorting().word()).isEqualTo("-lastSeen");
        assertProblem(get(Role.ANALYST, "/v1/segments/nobodys/members"), 404, "not_found");
        assertProblem(get(Role.ANALYST, "/v1/segments/" + name + "/members?tier=gold"), 400, "bad_field");
    }

    @Test
    void a_list_comes_in_pages() throws Exception {
        assertThat(get(Role.ANALYST, "/v1/profiles?tier=gold&limit=1").body())
                .isEqualTo("{\"profiles\":[{\"id\":\"user_id:ava|1\",\"firstSeen\":\"2023-11-14T22:13:20Z\","
                        + "\"lastSeen\":\"2023-11-14T22:14:20Z\",\"interactions\":2,"
                        + "\"value\":{\"currency\":\"EUR\",\"cents\":1999},\"tier\":\"gold\","
                        + "\"segments\":[\"regulars\"],\"churn\":{\"score\":40,\"level\":\"medium\"},"
                        + "\"fraud\":{\"score\":0,\"level\":\"low\"}}],"
                        + "\"next\":\"aWQgMCB1c2VyX2lkOmF2YXwx\"}");
        assertThat(get(Role.ANALYST, "/v1/profiles?cursor=aWQgMCB1c2VyX2lkOmF2YXwx")
                        .body())
                .contains("user_id:noah")
                .doesNotContain("next");
    }

    @Test
    void what_can_not_be_searched_by_is_named() throws Exception {
        for (var wrong : List.of(
                "value_from=1.5",
                "value_to=x",
                "seen_from=monday",
                "seen_to=1",
                "churn=huge",
                "fraud=none",
                "sort=shoeSize",
                "cursor=@",
                "sort=-value&cursor=aWQgMCB1c2VyX2lkOmF2YXwx",
                "limit=0",
                "limit=1001",
                "segment=%00",
                "colour=red")) {
            var answer = get(Role.ANALYST, "/v1/profiles?" + wrong);
            var field = wrong.substring(wrong.indexOf('&') + 1).replaceAll("=.*", "");

            assertProblem(answer, 400, "bad_field");
            assertThat(answer.body()).contains("\"detail\":\"" + field + " ");
        }
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
