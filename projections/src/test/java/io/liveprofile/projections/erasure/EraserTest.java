package io.liveprofile.projections.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.judgement.Standing;
import io.liveprofile.projections.erasure.Receipt.Buried;
import io.liveprofile.sealing.MasterKey;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of an erasure on a real database, beside profiles in memory. */
class EraserTest {
    private static final ConnectionFactory DATABASE =
            ConnectionFactories.get(SharedServers.postgres().r2dbcUrl());
    private static final Set<String> TOPICS = Set.of("customer-profiles");

    private final String run = UUID.randomUUID().toString();
    private final CustomerId ava = CustomerId.user("ava|" + run);
    private final CustomerId browser = CustomerId.anonymous("browser-" + run);
    private final CustomerId onItsWay = CustomerId.anonymous("phone-" + run);
    private final CustomerId ofOthers = CustomerId.anonymous("tablet-" + run);
    private final CustomerId noah = CustomerId.user("noah-" + run);

    private final SubjectKeys keys = SubjectKeys.start(DATABASE, MasterKey.parse(MasterKey.generate()), 1_000)
            .toCompletableFuture()
            .join();
    private final FakeProfiles profiles = new FakeProfiles();
    private final Set<String> behind = new TreeSet<>();
    private final ErasureTable table = new ErasureTable(DATABASE);
    private AfterErasure afterErasure = AfterErasure.SUPPRESS;

    EraserTest() {
        table.define();
        profiles.written(browser, observed(), new MergedAway(ava));
        profiles.written(onItsWay, observed());
        profiles.written(ofOthers, observed(), new MergedAway(noah));
        profiles.written(
                ava,
                observed(browser, onItsWay, ofOthers),
                new Linked(new Link(browser, Link.Outcome.MERGED)),
                new Linked(new Link(ofOthers, Link.Outcome.SHARED)));
        keys.of(all()).toCompletableFuture().join();
    }

    private List<String> all() {
        return List.of(ava.toString(), browser.toString(), onItsWay.toString(), ofOthers.toString(), noah.toString());
    }

    private static Observed observed(CustomerId... met) {
        return new Observed(List.of(), List.of(met), Standing.of(Headline.of(1, 2, 3)));
    }

    private Eraser eraser(Duration keysForgottenWithin) {
        return new Eraser(new Eraser.Surroundings(
                profiles,
                keys,
                (_, _, _) -> CompletableFuture.completedFuture(new TreeSet<>(behind)),
                new Traces(DATABASE),
                (_, _) -> CompletableFuture.completedFuture(0L),
                "customer",
                TOPICS,
                afterErasure,
                new Eraser.Patience(keysForgottenWithin, Duration.ZERO)));
    }

    /** The step is done, and whoever did it is gone before it says so. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
    void a_crash_in_any_step_comes_to_the_same(Step crash) {
        request(Optional.of(run), ava);

        goOnThroughCrashIn(crash);

        assertThat(receipt().steps()).containsOnlyKeys(EnumSet.allOf(Step.class));
        assertThat(receipt().tombstones())
                .extracting(Buried::id, Buried::sequence)
                .containsExactlyInAnyOrder(tuple(ava, 4L), tuple(browser, 3L), tuple(onItsWay, 2L));
        assertThat(receipt().tombstones())
                .allSatisfy(buried -> assertThat(buried.keyDestroyedAt()).isPresent());
        assertThat(keys.of(all()).toCompletableFuture().join()).containsOnlyKeys(noah.toString(), ofOthers.toString());
        assertThat(profiles.journal(browser).getLast())
                .isEqualTo(new Erased(run, receipt().steps().get(Step.ACCEPTED).toEpochMilli(), Optional.of(ava)));
    }

    private void goOnThroughCrashIn(Step crash) {
        boolean crashed = false;
        while (!receipt().isComplete()) {
            var before = receipt();
            var done = eraser(Duration.ZERO).next(before).block();
            if (before.step() == crash && !crashed && !(done instanceof Done.Waits)) {
                crashed = true;
            } else {
                table.record(before, Eraser.after(before.step()), done).block();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
    void whoever_shall_begin_anew_does_so_once_through_a_crash_in_any_step(Step crash) {
        afterErasure = AfterErasure.START_ANEW;
        var before = key(browser);
        request(Optional.of(run), ava);

        goOnThroughCrashIn(crash);

        assertThat(receipt().tombstones())
                .extracting(Buried::id, Buried::sequence)
                .containsExactlyInAnyOrder(tuple(ava, 4L), tuple(browser, 3L), tuple(onItsWay, 2L));
        assertThat(receipt().tombstones())
                .allSatisfy(buried -> assertThat(profiles.journal(buried.id()))
                        .hasSize((int) buried.sequence() + 1)
                        .last()
                        .isEqualTo(
                                new Reopened(buried.reopenedAt().orElseThrow().toEpochMilli(), buried.sequence() + 1)));
        assertThat(profiles.reopened()).containsSubsequence(browser, ava).containsSubsequence(onItsWay, ava);
        assertThat(keys.of(all()).toCompletableFuture().join()).hasSize(5);
        assertThat(key(browser).openIfOurs("field", before.seal("field", new byte[] {1})))
                .isEmpty();
        assertThat(key(ava).notBeforeMillis())
                .isLessThanOrEqualTo(receipt()
                        .tombstones()
                        .getFirst()
                        .reopenedAt()
                        .orElseThrow()
                        .toEpochMilli());
    }

    private SubjectKey key(CustomerId id) {
        return keys.of(List.of(id.toString())).toCompletableFuture().join().get(id.toString());
    }

    @Test
    void nobody_begins_anew_while_a_node_may_take_them_for_erased() {
        afterErasure = AfterErasure.START_ANEW;
        request(Optional.of(run), ava);
        var impatient = eraser(Duration.ZERO);
        var patient = new Eraser(new Eraser.Surroundings(
                profiles,
                keys,
                (_, _, _) -> CompletableFuture.completedFuture(new TreeSet<>()),
                new Traces(DATABASE),
                (_, _) -> CompletableFuture.completedFuture(0L),
                "customer",
                TOPICS,
                afterErasure,
                new Eraser.Patience(Duration.ZERO, Duration.ofHours(1))));

        new ErasureWorker(table, patient).look().toCompletableFuture().join();
        assertThat(receipt().waitingFor().orElseThrow()).startsWith("new keys: until ");
        assertThat(profiles.reopened()).isEmpty();

        new ErasureWorker(table, impatient).look().toCompletableFuture().join();
        assertThat(receipt().isComplete()).isTrue();
        assertThat(profiles.reopened()).contains(ava);
    }

    /** It began with the old tombstone, and ends when that is one of the past. */
    @Test
    void an_erasure_that_was_on_its_way_takes_nothing_from_one_who_has_begun_anew() {
        afterErasure = AfterErasure.START_ANEW;
        request(Optional.of(run), ava);
        while (receipt().step() != Step.TOPICS_TOLD) {
            step(run);
        }
        request(Optional.of(run + "-2"), ava);
        step(run + "-2");
        step(run + "-2");

        complete(run);
        complete(run + "-2");

        assertThat(table.of(run + "-2").block().tombstones().getFirst().reopenedAt())
                .isEqualTo(receipt().tombstones().getFirst().reopenedAt())
                .isPresent();
        assertThat(keys.of(all()).toCompletableFuture().join()).hasSize(5);
        assertThat(profiles.journal(ava)).hasSize(5);
    }

    private void step(String requestId) {
        var before = table.of(requestId).block();
        var done = eraser(Duration.ZERO).next(before).block();
        table.record(before, Eraser.after(before.step()), done).block();
    }

    @Test
    void whoever_has_begun_anew_can_be_erased_again() {
        afterErasure = AfterErasure.START_ANEW;
        request(Optional.of(run), ava);
        complete(run);
        var first = request(Optional.of(run), ava).orElseThrow();
        profiles.written(ava, observed(CustomerId.anonymous("new-" + run)));

        var second = request(Optional.empty(), ava).orElseThrow();
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        complete(second.requestId());

        assertThat(table.of(second.requestId()).block().tombstones())
                .extracting(Buried::id, Buried::sequence)
                .containsExactlyInAnyOrder(tuple(ava, 7L), tuple(CustomerId.anonymous("new-" + run), 1L));
        assertThat(profiles.journal(ava)).hasSize(8);
        assertThat(key(ava).toString()).contains("version 3");
        afterErasure = AfterErasure.SUPPRESS;
        assertThat(request(Optional.empty(), ava).orElseThrow().requestId())
                .isNotIn(first.requestId(), second.requestId());
    }

    private void complete(String requestId) {
        while (!table.of(requestId).block().isComplete()) {
            step(requestId);
        }
    }

    @Test
    void it_waits_for_read_models_then_for_topics_and_says_so() {
        request(Optional.of(run), ava);
        behind.addAll(List.of("customer-profiles", "interaction"));

        look(Duration.ZERO);
        assertThat(receipt().step()).isEqualTo(Step.LINKED_IDS_ERASED);
        assertThat(receipt().waitingFor()).contains("projections: interaction");

        behind.remove("interaction");
        look(Duration.ZERO);
        assertThat(receipt().step()).isEqualTo(Step.READ_MODELS_CLEARED);
        assertThat(receipt().waitingFor()).contains("topics: customer-profiles");

        behind.clear();
        look(Duration.ZERO);
        assertThat(receipt().isComplete()).isTrue();
        assertThat(receipt().waitingFor()).isEmpty();
    }

    @Test
    void it_is_not_complete_while_a_node_may_remember_a_key() {
        request(Optional.of(run), ava);

        look(Duration.ofHours(1));

        assertThat(receipt().step()).isEqualTo(Step.TOPICS_TOLD);
        assertThat(receipt().waitingFor().orElseThrow()).startsWith("keys: until ");
    }

    @Test
    void whoever_asks_again_finds_the_same_receipt_and_a_request_id_belongs_to_one_customer() {
        var first = request(Optional.of(run), browser).orElseThrow();
        look(Duration.ZERO);

        assertThat(request(Optional.of(run), browser)).map(Receipt::requestId).contains(first.requestId());
        assertThat(request(Optional.empty(), browser)).map(Receipt::requestId).contains(first.requestId());
        assertThat(request(Optional.empty(), ava)).map(Receipt::requestId).contains(first.requestId());
        assertThat(request(Optional.of(run), noah)).isEmpty();
        assertThat(receipt().tombstones().getFirst().id()).isEqualTo(ava);
    }

    @Test
    void a_second_request_for_one_who_was_erased_completes_too() {
        request(Optional.of(run), ava);
        look(Duration.ZERO);

        request(Optional.of(run + "-2"), ava);
        look(Duration.ZERO);

        var second = table.of(run + "-2").block();
        assertThat(second.isComplete()).isTrue();
        assertThat(second.tombstones())
                .containsExactlyInAnyOrderElementsOf(receipt().tombstones());
    }

    private Optional<Receipt> request(Optional<String> requestId, CustomerId customer) {
        return new StoredErasures(table, afterErasure)
                .request(requestId, customer, "a test")
                .toCompletableFuture()
                .join();
    }

    private Receipt receipt() {
        return new StoredErasures(table, afterErasure)
                .receipt(run)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private void look(Duration keysForgottenWithin) {
        new ErasureWorker(table, eraser(keysForgottenWithin))
                .look()
                .toCompletableFuture()
                .join();
    }
}
