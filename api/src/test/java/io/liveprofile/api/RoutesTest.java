package io.liveprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Counts;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Facts;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final CustomerId AVA = CustomerId.user("ava|1");
    private static final CustomerId UNREADABLE = CustomerId.user("unreadable");
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static int port;

    /** Knows Ava, and fails for one customer. */
    private static final class FakeCustomerProfiles implements CustomerProfiles {
        @Override
        public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
            throw new UnsupportedOperationException("nothing is told over HTTP");
        }

        @Override
        public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
            if (id.equals(UNREADABLE)) {
                return CompletableFuture.failedFuture(new IllegalStateException("no node has it now"));
            }
            return CompletableFuture.completedFuture(Optional.of(id)
                    .filter(AVA::equals)
                    .map(known -> new LiveProfile(
                            known,
                            known,
                            7,
                            new Facts(
                                    1_700_000_000_000L,
                                    1_700_000_060_000L,
                                    new Counts(new TreeMap<>(Map.of("Page Viewed", 3L)), 1)))));
        }
    }

    @BeforeAll
    static void start() {
        port = HttpApi.start(KIT.system(), new HttpApi.Settings("127.0.0.1", 0), new FakeCustomerProfiles())
                .toCompletableFuture()
                .join()
                .localAddress()
                .getPort();
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void a_profile_is_told_in_its_published_shape() throws Exception {
        var answer = get("/v1/profiles/user_id:ava%7C1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("""
            {"id":"user_id:ava|1","requestedId":"user_id:ava|1","sequence":7,\
            "eventTime":"2023-11-14T22:14:20Z","stateHash":"%s",\
            "firstSeen":"2023-11-14T22:13:20Z","lastSeen":"2023-11-14T22:14:20Z",\
            "counts":{"Page Viewed":3},"truncated":["counts"]}\
            """.formatted(stateHashIn(answer.body())));
    }

    @Test
    void a_user_id_is_implied() throws Exception {
        assertThat(get("/v1/profiles/ava%7C1").body())
                .isEqualTo(get("/v1/profiles/user_id:ava%7C1").body());
    }

    @Test
    void head_answers_as_get_does_without_the_body() throws Exception {
        var answer = send(request("/v1/profiles/ava%7C1").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_customer_who_was_never_seen_is_404_with_a_code() throws Exception {
        assertProblem(get("/v1/profiles/nobody"), 404, "profile_not_found");
    }

    @Test
    void what_can_not_be_an_id_is_400() throws Exception {
        assertProblem(get("/v1/profiles/" + "x".repeat(201)), 400, "bad_id");
        assertProblem(get("/v1/profiles/user_id:"), 400, "bad_id");
        assertProblem(get("/v1/profiles/a%00b"), 400, "bad_id");
    }

    @Test
    void an_outage_of_ours_is_503_and_says_when_to_come_again() throws Exception {
        var answer = get("/v1/profiles/unreadable");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void an_unknown_path_is_404_and_another_method_405() throws Exception {
        assertProblem(get("/v1/nothing"), 404, "not_found");
        assertProblem(send(request("/v1/profiles/ava").DELETE()), 405, "method_not_allowed");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
    }

    private static String stateHashIn(String body) {
        return body.replaceFirst(".*\"stateHash\":\"([0-9a-f]{16})\".*", "$1");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
