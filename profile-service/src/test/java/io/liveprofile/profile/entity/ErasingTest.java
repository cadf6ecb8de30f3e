package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.After;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.wire.StoredSerializer;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers who become nobody: on a real journal, beside merges, through a restart. */
class ErasingTest {
    private static final Instant NOW = Instant.ofEpochMilli(NOON_MILLIS);

    private final String run = UUID.randomUUID().toString();
    private final CustomerId ava = CustomerId.user("ava-" + run);
    private final CustomerId noah = CustomerId.user("noah-" + run);
    private final CustomerId browser = CustomerId.anonymous("browser-" + run);

    private OneNode node = OneNode.start();
    private int ids;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whatever_is_asked_of_one_who_was_erased_is_answered_so_and_nothing_is_taken_in() {
        node.observe(ava, of(ava), of(ava));

        var tombstone = erase(ava, "r-1", Optional.empty()).orElseThrow();

        assertThat(tombstone).isEqualTo(new Tombstone(ava, "r-1", NOON_MILLIS, 2));
        assertErased();
        assertThat(node.observe(ava, of(ava), of(ava))).containsExactly(Verdict.ERASED, Verdict.ERASED);
        assertThat(erase(ava, "r-2", Optional.empty())).contains(tombstone);
        assertThat(node.profiles()
                        .journal(ava, 1, 10)
                        .toCompletableFuture()
                        .join()
                        .entries())
                .singleElement()
                .satisfies(written ->
                        assertThat(written.event()).isEqualTo(new Erased("r-1", NOON_MILLIS, Optional.empty())));
        node = node.restarted();
        assertErased();
    }

    private void assertErased() {
        var profiles = node.profiles();
        assertGone(profiles.read(ava));
        assertGone(profiles.asOf(ava, new AsOf.Sequence(1)));
        assertGone(profiles.timeline(ava, Timeline.Query.newest(10)));
        assertGone(profiles.readAfter(ava, new After.Message("m-1"), Duration.ofMillis(10)));
        assertGone(profiles.review(ava, "any", Review.Verdict.CONFIRMED, "a desk", NOW));
        assertGone(profiles.decide(
                ava,
                new Decision.Attempt(
                        Decision.Kind.LOGIN,
                        "d-1",
                        Optional.empty(),
                        Optional.empty(),
                        Whereabouts.NOWHERE,
                        NOON_MILLIS)));
        assertThat(profiles.lookAgain(ava, NOW).toCompletableFuture().join().at())
                .isEmpty();
    }

    private static void assertGone(CompletionStage<?> asked) {
        assertThatThrownBy(() -> asked.toCompletableFuture().join()).hasCauseInstanceOf(ErasedCustomer.class);
    }

    /** One snapshot is kept of each customer: it must not be the one from before. */
    @Test
    void no_snapshot_knows_anything_any_more() {
        for (int i = 0; i < 25; i++) {
            node.observe(ava, of(ava));
        }
        await().until(() -> snapshot().facts().counts().total() > 0);

        erase(ava, "r-1", Optional.empty());

        await().untilAsserted(() ->
                assertThat(snapshot()).isEqualTo(Profile.NEW.apply(new Erased("r-1", NOON_MILLIS, Optional.empty()))));
    }

    private Profile snapshot() throws Exception {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var rows = connection
                        .createStatement()
                        .executeQuery("select snapshot from " + node.schema() + ".snapshot where persistence_id = '"
                                + "customer|" + ava.escaped() + "'")) {
            return rows.next()
                    ? (Profile) new StoredSerializer(FoldRules.DEFAULT).fromBinary(rows.getBytes(1), "profile.1")
                    : Profile.NEW;
        }
    }

    @Test
    void whoever_is_named_by_an_id_that_merged_away_is_the_one_who_is_erased() {
        merged();

        assertThat(erase(browser, "r-1", Optional.empty())).map(Tombstone::id).contains(ava);

        assertGone(node.profiles().read(ava));
        assertGone(node.profiles().read(browser));
        assertThat(node.observe(browser, of(browser))).containsExactly(Verdict.ERASED);
    }

    @Test
    void an_anonymous_id_goes_with_the_one_who_took_it_and_with_nobody_else() {
        merged();

        assertThat(erase(browser, "r-1", Optional.of(noah))).isEmpty();
        assertThat(node.read(ava).facts().counts().total()).isEqualTo(2);

        var tombstone = erase(browser, "r-1", Optional.of(ava)).orElseThrow();
        assertThat(tombstone.id()).isEqualTo(browser);
        assertThat(node.profiles()
                        .journal(browser, tombstone.sequence() - 1, 1)
                        .toCompletableFuture()
                        .join()
                        .entries()
                        .getFirst()
                        .event())
                .isEqualTo(new Erased("r-1", NOON_MILLIS, Optional.of(ava)));
        assertGone(node.profiles().read(browser));
    }

    @Test
    void an_erased_device_gives_nothing_to_the_next_one_who_signs_in_on_it() {
        node.observe(browser, of(browser));
        erase(browser, "r-1", Optional.empty());

        node.observe(noah, interaction(noah, Optional.of(browser)));

        await().until(
                        () -> node.read(noah).links().answered(),
                        List.of(new Link(browser, Link.Outcome.SHARED))::equals);
        assertThat(node.read(noah).facts().counts().total()).isEqualTo(1);
    }

    @Test
    void one_who_was_never_seen_can_be_erased_before_anything_arrives() {
        assertThat(erase(ava, "r-1", Optional.empty())).map(Tombstone::sequence).contains(1L);

        assertThat(node.observe(ava, of(ava))).containsExactly(Verdict.ERASED);
    }

    @Test
    void whoever_listens_or_waits_learns_it() {
        node.observe(ava, of(ava));
        var told = new CopyOnWriteArrayList<Change>();
        node.profiles().subscribe(ava, OptionalLong.empty(), told::add);
        await().until(() -> told.size() == 1);
        var waiting = node.profiles().readAfter(ava, new After.Message("never"), Duration.ofSeconds(20));

        erase(ava, "r-1", Optional.empty());

        await().until(() -> told.getLast().equals(new Change.Erased()));
        assertGone(waiting);
    }

    private void merged() {
        node.observe(browser, of(browser));
        node.observe(ava, interaction(ava, Optional.of(browser)));
        await().until(() -> node.read(ava).links().answered().size() == 1);
    }

    private Optional<Tombstone> erase(CustomerId id, String requestId, Optional<CustomerId> giverTo) {
        return node.profiles()
                .erase(id, requestId, NOW, giverTo)
                .toCompletableFuture()
                .join();
    }

    private Interaction of(CustomerId source) {
        return interaction(source, Optional.empty());
    }

    private Interaction interaction(CustomerId source, Optional<CustomerId> beside) {
        int id = ++ids;
        return new Interaction(
                "m-" + id,
                "identify",
                1,
                NOON_MILLIS + id,
                false,
                NOON_MILLIS + id,
                source,
                beside,
                Optional.empty(),
                Fields.of("traits.email", new Value.Sealed(new byte[] {1})));
    }
}
