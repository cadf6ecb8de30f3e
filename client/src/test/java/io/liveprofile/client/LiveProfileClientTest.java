package io.liveprofile.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveProfileClientTest {
    private static final Retries QUICK = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));

    private FakeService service;
    private LiveProfileClient client;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        client = new LiveProfileClient(service.url(), "lp_key", QUICK);
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void a_profile_is_read_with_its_fields_behind_the_barrier() {
        service.json("{\"id\":\"user_id:a|1\",\"requestedId\":\"anonymous_id:x\",\"sequence\":7,\"stale\":true,"
                + "\"staleReason\":\"not_arrived\",\"lastSeen\":\"2026-11-20T10:00:00Z\",\"segments\":[\"vip\"],"
                + "\"counts\":{\"Page Viewed\":3},\"traits\":{\"tier\":\"gold\"},"
                + "\"churn\":{\"score\":70,\"level\":\"high\",\"reasons\":[{\"name\":\"silent\",\"points\":70}]}}");

        var profile = client.profile(
                        "anonymous_id:x/ y",
                        Read.ALL.fields("churn", "segments").after("m-1", Duration.ofMillis(300)))
                .orElseThrow();

        assertThat(service.asked.getFirst())
                .startsWith("GET /v1/profiles/anonymous_id%3Ax%2F%20y?")
                .contains("fields=churn%2Csegments", "after=m-1", "wait=300ms", " Bearer lp_key");
        assertThat(profile.id()).isEqualTo("user_id:a|1");
        assertThat(profile.requestedId()).isEqualTo("anonymous_id:x");
        assertThat(profile.sequence()).isEqualTo(7);
        assertThat(profile.staleReason()).contains("not_arrived");
        assertThat(profile.count("Page Viewed")).isEqualTo(3);
        assertThat(profile.trait("tier").orElseThrow().asText()).isEqualTo("gold");
        assertThat(profile.segments()).containsExactly("vip");
        assertThat(profile.churn()).contains(new Score(70, "high", List.of(new Score.Reason("silent", 70))));
        assertThat(profile.fraud()).isEmpty();
    }

    @Test
    void who_was_never_seen_is_nobody_and_what_can_not_be_told_is_a_problem() {
        service.problem(404, "profile_not_found", "").problem(409, "several_match", "");

        assertThat(client.profile("nobody")).isEmpty();
        var problem = catchThrowableOfType(ProblemException.class, () -> client.profile("email:a@b.example"));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo("several_match");
        assertThat(problem.detail()).isEqualTo("told so");
        assertThat(problem.candidates()).containsExactly("user_id:a", "user_id:b");
        assertThat(problem.requestId()).isEqualTo("r-2");
        service.text(502, "<html>bad gateway</html>");
        assertThat(catchThrowableOfType(ProblemException.class, () -> client.profile("a"))
                        .code())
                .isEqualTo("unknown");
    }

    @Test
    void what_can_not_be_done_now_is_asked_again_and_at_last_given_up() {
        service.problem(429, "too_often", "0").problem(503, "unavailable", "").json("{\"id\":\"user_id:a\"}");

        assertThat(client.profile("a").orElseThrow().id()).isEqualTo("user_id:a");
        assertThat(service.asked).hasSize(3);

        for (int i = 0; i < 3; i++) {
            service.problem(503, "unavailable", "");
        }
        assertThatThrownBy(() -> client.profile("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("unavailable"));
        assertThat(service.asked).hasSize(6);
        service.problem(400, "bad_id", "");
        assertThatThrownBy(() -> client.profile("a")).isInstanceOf(ProblemException.class);
        assertThat(service.asked).hasSize(7);
        service.close();
        assertThatThrownBy(() -> client.profile("a")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void it_never_comes_again_before_the_time_it_was_told_and_later_each_time() {
        var retries = new Retries(9, Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(retries.pause(1, Duration.ofSeconds(2), () -> 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(retries.pause(1, Duration.ZERO, () -> 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.pause(3, Duration.ZERO, () -> 0.5)).isEqualTo(Duration.ofMillis(200));
        assertThat(retries.pause(8, Duration.ZERO, () -> 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries.pause(1_000, Duration.ZERO, () -> 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_batch_has_an_answer_for_each() {
        service.json("{\"results\":[{\"id\":\"a\",\"profile\":{\"id\":\"user_id:a\"}},"
                + "{\"id\":\"b\",\"code\":\"profile_not_found\"}]}");

        var results = client.batch(List.of("a", "b"), "cart");

        assertThat(service.asked.getFirst())
                .startsWith("POST /v1/profiles:batchGet ")
                .endsWith("{\"ids\":[\"a\",\"b\"],\"fields\":[\"cart\"]}");
        assertThat(results.get(0).profile().map(Profile::id)).contains("user_id:a");
        assertThat(results.get(1)).isEqualTo(new BatchResult("b", Optional.empty(), Optional.of("profile_not_found")));
    }

    @Test
    void a_search_is_gone_through_page_by_page() {
        service.json("{\"profiles\":[{\"id\":\"user_id:a\"},{\"id\":\"user_id:b\"}],\"next\":\"c 1\"}")
                .json("{\"profiles\":[],\"next\":\"c 2\"}")
                .json("{\"profiles\":[{\"id\":\"user_id:c\",\"value\":{\"currency\":\"EUR\",\"cents\":5}}]}");

        var found = new ArrayList<Found>();
        client.search(Search.ALL.segment("vip").churn("high").sort("-value")).forEach(found::add);

        assertThat(found).extracting(Found::id).containsExactly("user_id:a", "user_id:b", "user_id:c");
        assertThat(found.getLast().value()).contains(new Money("EUR", 5));
        assertThat(service.asked).hasSize(3);
        assertThat(service.asked.get(0))
                .contains("/v1/profiles?", "segment=vip", "churn=high", "sort=-value")
                .doesNotContain("cursor");
        assertThat(service.asked.get(2)).contains("cursor=c%202", "segment=vip");
    }

    @Test
    void a_payment_is_decided() {
        service.json("{\"decisionId\":\"p-1\",\"decision\":\"review\",\"score\":45,\"level\":\"medium\","
                + "\"reasons\":[],\"ruleVersion\":\"r1\"}");

        var decision = client.decidePayment(
                "a",
                Attempt.payment("p-1", new Money("EUR", 1_999)).order("o-1").from("d-1", "DE"));

        assertThat(service.asked.getFirst())
                .startsWith("POST /v1/profiles/a/decisions/payment ")
                .endsWith("{\"decisionId\":\"p-1\",\"amount\":{\"currency\":\"EUR\",\"cents\":1999},"
                        + "\"orderId\":\"o-1\",\"deviceId\":\"d-1\",\"country\":\"DE\"}");
        assertThat(decision).isEqualTo(new Decision("p-1", "review", new Score(45, "medium", List.of()), "r1"));
    }

    @Test
    void a_stream_goes_on_where_it_broke_and_tells_what_was_skipped() {
        service.events(
                        ":",
                        "",
                        "id: 4",
                        "event: profile",
                        "data: {\"sequence\":4}",
                        "",
                        "id: 5",
                        "event: profile",
                        "data: {\"sequence\":5}",
                        "",
                        "event: dropped",
                        "data: {\"reason\":\"slow_reader\"}")
                .problem(503, "unavailable", "0")
                .events(
                        "event: skipped",
                        "data: {\"from\":6,\"to\":8}",
                        "",
                        "id: 9",
                        "event: profile",
                        "data: {\"sequence\":9}");
        var told = new CopyOnWriteArrayList<Long>();

        try (var stream = client.follow("a", List.of("cart"), profile -> told.add(profile.sequence()))) {
            await().until(() -> service.asked.size() == 4);

            assertThat(told).containsExactly(4L, 5L, 9L);
            assertThat(stream.skipped()).isEqualTo(3);
            assertThat(service.asked.get(0)).startsWith("GET /v1/profiles/a/stream?fields=cart Bearer lp_key ");
            assertThat(service.asked.subList(1, 3)).allMatch(asked -> asked.contains("Bearer lp_key 5 "));
            assertThat(service.asked.get(3)).contains("Bearer lp_key 9 ");
        }
    }

    @Test
    void a_stream_that_is_refused_for_good_or_that_nobody_can_hear_ends_with_the_reason() {
        service.problem(403, "forbidden", "");
        var refused = client.followSignals(List.of("new_device"), _ -> {});

        assertThatThrownBy(() -> refused.ended().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("forbidden"));
        assertThat(service.asked.getFirst()).startsWith("GET /v1/signals/stream?kind=new_device ");

        service.events("id: 1", "event: signal", "data: {}");
        var deaf = client.followSignals(List.of(), _ -> {
            throw new IllegalStateException("deaf");
        });
        assertThatThrownBy(() -> deaf.ended().toCompletableFuture().join()).hasMessageContaining("deaf");
    }

    @Test
    void a_stream_that_is_closed_ends() {
        service.events("id: 1", "event: signal", "data: {}");
        var told = new CopyOnWriteArrayList<String>();
        var stream = client.followSignals(List.of(), signal -> told.add(signal.toString()));
        await().until(() -> told.size() == 1 && service.asked.size() == 2);

        client.close();
        stream.close();

        await().until(() -> stream.ended().toCompletableFuture().isDone());
        assertThat(told).containsExactly("{}");
    }
}
