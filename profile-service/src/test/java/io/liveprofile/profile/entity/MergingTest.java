package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.entity.Visits.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.schemas.typed.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anonymous profiles that give themselves to known customers: on a real journal, through restarts and races. */
class MergingTest {
    private final String run = UUID.randomUUID().toString();
    private final CustomerId ava = CustomerId.user("ava|" + run);
    private final CustomerId noah = CustomerId.user("noah-" + run);
    private final CustomerId browser = CustomerId.anonymous("browser-" + run);
    private final CustomerId phone = CustomerId.anonymous("phone-" + run);

    private OneNode node = OneNode.start();
    private int ids;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_a_visitor_did_before_signing_in_is_the_customers() {
        for (int i = 0; i < 150; i++) {
            node.observe(browser, of(browser));
        }

        node.observe(ava, beside(browser));

        awaitTotal(ava, 151);
        await().until(() -> node.read(ava).links().answered(), List.of(new Link(browser, Link.Outcome.MERGED))::equals);
        assertThat(node.read(browser).id()).isEqualTo(ava);
        assertThat(node.read(browser).requestedId()).isEqualTo(browser);
        assertThat(node.read(browser).facts()).isEqualTo(node.read(ava).facts());
    }

    @Test
    void what_comes_to_a_merged_profile_is_judged_by_its_taker() {
        var visit = of(browser);
        node.observe(browser, visit);
        node.observe(ava, beside(browser));
        awaitTotal(ava, 2);
        var later = of(browser);

        assertThat(node.observe(browser, later)).containsExactly(Verdict.APPLIED);
        assertThat(node.observe(browser, later)).containsExactly(Verdict.DUPLICATE);
        assertThat(node.observe(browser, visit)).containsExactly(Verdict.DUPLICATE);
        assertThat(total(ava)).isEqualTo(3);
    }

    @Test
    void telling_everything_again_after_a_merge_writes_nothing() {
        var visit = of(browser);
        var signIn = beside(browser);
        node.observe(browser, visit);
        node.observe(ava, signIn);
        awaitTotal(ava, 2);
        await().until(() -> node.read(ava).links().asked().isEmpty());
        var before = node.read(ava);

        node.observe(browser, visit);
        node.observe(ava, signIn);

        assertThat(node.read(ava)).isEqualTo(before);
    }

    @Test
    void the_second_known_customer_on_a_device_takes_nothing() {
        node.observe(browser, of(browser));
        node.observe(ava, beside(browser));
        awaitTotal(ava, 2);

        node.observe(noah, beside(browser));

        await().until(
                        () -> node.read(noah).links().answered(),
                        List.of(new Link(browser, Link.Outcome.SHARED))::equals);
        node.observe(browser, of(browser));
        assertThat(total(noah)).isEqualTo(1);
        assertThat(total(ava)).isEqualTo(3);
    }

    @Test
    void an_anonymous_id_that_never_did_anything_alone_is_told_as_its_taker() {
        node.observe(ava, beside(browser));

        await().until(() -> node.read(ava).links().answered().size() == 1);
        assertThat(node.read(browser).id()).isEqualTo(ava);
    }

    @Test
    void a_link_that_was_not_answered_before_a_restart_is_answered_after_it() {
        for (int i = 0; i < 20; i++) {
            node.observe(browser, of(browser));
            node.observe(phone, of(phone));
        }
        node.observe(ava, beside(browser), beside(phone));
        node = node.restarted();

        node.read(ava);

        awaitTotal(ava, 42);
        await().until(() -> node.read(ava).links().asked().isEmpty());
    }

    /** Both profiles into one, while all three are told more, in an order of chance. */
    @Test
    void merges_that_race_with_interactions_lose_nothing_and_count_nothing_twice() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var told = new ArrayList<Runnable>();
        var answers = Collections.synchronizedList(new ArrayList<CompletableFuture<List<Verdict>>>());
        for (int i = 0; i < 100; i++) {
            told.add(telling(answers, browser, of(browser)));
            told.add(telling(answers, phone, of(phone)));
            told.add(telling(answers, ava, beside(random.nextBoolean() ? browser : phone)));
        }
        Collections.shuffle(told, random);

        told.forEach(Runnable::run);
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

        awaitTotal(ava, 300);
        assertThat(answers)
                .as("seed %d", seed)
                .allSatisfy(answer -> assertThat(answer.join()).containsExactly(Verdict.APPLIED));
        await().until(() -> node.read(ava).links().asked().isEmpty());
        assertThat(total(ava)).isEqualTo(300);
    }

    @Test
    void what_was_decided_and_dismissed_of_a_visitor_stays_so_for_the_customer() {
        var attempts = IntStream.range(0, 5).mapToObj(MergingTest::payment).toList();
        node.observe(browser, of(browser));
        attempts.forEach(attempt -> decided(browser, attempt));
        var burst = node.read(browser).judged().signals().getFirst();
        node.profiles()
                .review(browser, burst.id(), Review.Verdict.DISMISSED, "a desk", Instant.ofEpochMilli(NOON_MILLIS))
                .toCompletableFuture()
                .join();

        node.observe(ava, beside(browser));

        awaitTotal(ava, 2);
        await().until(() -> node.read(ava).links().asked().isEmpty());
        var judged = node.read(ava).judged();
        assertThat(judged.decisions()).hasSize(5);
        assertThat(judged.reviews()).extracting(Review::signalKey).containsExactly(burst.key());
        assertThat(judged.judgement().fraud()).isEqualTo(Score.NONE);
        assertThat(decided(ava, attempts.getLast()).answer()).isEqualTo(Decision.Answer.DENY);
    }

    private static Decision.Attempt payment(int number) {
        return new Decision.Attempt(
                Decision.Kind.PAYMENT,
                "p-" + number,
                Optional.empty(),
                Optional.of(new Money("EUR", 1_999)),
                Whereabouts.NOWHERE,
                NOON_MILLIS + number);
    }

    private Decision decided(CustomerId id, Decision.Attempt attempt) {
        return node.profiles().decide(id, attempt).toCompletableFuture().join();
    }

    private Runnable telling(List<CompletableFuture<List<Verdict>>> answers, CustomerId id, Interaction interaction) {
        return () ->
                answers.add(node.profiles().observe(id, List.of(interaction)).toCompletableFuture());
    }

    private void awaitTotal(CustomerId id, long total) {
        await().until(() -> total(id), now -> now == total);
    }

    private long total(CustomerId id) {
        return node.read(id).facts().counts().total();
    }

    private Interaction of(CustomerId anonymous) {
        return visit(anonymous, ++ids, Optional.empty());
    }

    private Interaction beside(CustomerId anonymous) {
        return visit(ava, ++ids, Optional.of(anonymous));
    }
}
