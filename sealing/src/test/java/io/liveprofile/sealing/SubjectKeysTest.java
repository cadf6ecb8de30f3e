package io.liveprofile.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SubjectKeysTest {
    private static final int KEPT_MAX = 1_000;

    private final ConnectionFactory connections =
            ConnectionFactories.get(SharedServers.postgres().r2dbcUrl());
    private final MasterKey master = MasterKey.parse(MasterKey.generate());
    private final String subject = "user_id:" + UUID.randomUUID();
    private final byte[] plain = "ava@example.com".getBytes(StandardCharsets.UTF_8);

    @Test
    void what_one_node_sealed_another_one_opens() {
        var sealed = key(start(master)).seal("traits.email", plain);

        assertThat(key(start(master)).open("traits.email", sealed)).isEqualTo(plain);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .contains(subject)
                .doesNotContain("ava@");
    }

    @Test
    void nodes_that_meet_a_subject_at_once_agree_on_its_key() {
        var nodes = IntStream.range(0, 8).mapToObj(_ -> start(master)).toList();

        var keys = Flux.fromIterable(nodes)
                .flatMap(node -> Mono.fromCompletionStage(node.of(List.of(subject))))
                .collectList()
                .block();

        var sealed = keys.getFirst().get(subject).seal("field", plain);
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(key.get(subject).open("field", sealed)).isEqualTo(plain));
    }

    @Test
    void a_value_can_not_be_passed_off_as_another_field() {
        var key = key(start(master));
        var sealed = key.seal("traits.name", plain);

        assertThatThrownBy(() -> key.open("traits.email", sealed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_changed_bit_is_noticed() {
        var key = key(start(master));
        var sealed = key.seal("field", plain);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> key.open("field", sealed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_master_key_opens_no_key() {
        key(start(master));

        assertThatThrownBy(() -> key(start(MasterKey.parse(MasterKey.generate()))))
                .hasRootCauseInstanceOf(javax.crypto.AEADBadTagException.class);
    }

    @Test
    void what_was_sealed_for_one_who_was_erased_opens_on_no_node_and_no_new_key_is_made() {
        var here = start(master);
        var elsewhere = start(master);
        var sealed = key(here).seal("traits.email", plain);
        key(elsewhere);

        var erased = here.erase(Map.of(subject, 5L)).toCompletableFuture().join();

        assertThat(erased).containsOnlyKeys(subject);
        assertThat(here.erase(Map.of(subject, 5L)).toCompletableFuture().join()).isEqualTo(erased);
        assertThat(key(here)).isNull();
        assertThat(key(start(master))).isNull();
        assertThat(open(here, sealed)).isEmpty();
        await().atMost(SubjectKeys.FORGOTTEN_WITHIN)
                .untilAsserted(() -> assertThat(open(elsewhere, sealed)).isEmpty());
    }

    @Test
    void one_who_never_had_a_key_gets_none_once_erased() {
        start(master).erase(Map.of(subject, 5L)).toCompletableFuture().join();

        assertThat(key(start(master))).isNull();
    }

    @Test
    void one_who_begins_anew_gets_a_key_that_opens_nothing_from_before() {
        var here = start(master);
        var elsewhere = start(master);
        var before = key(elsewhere).seal("traits.email", plain);
        here.erase(Map.of(subject, 5L)).toCompletableFuture().join();
        await().until(() -> key(elsewhere) == null);

        var made = here.renew(Map.of(subject, 5L)).toCompletableFuture().join();

        await().atMost(SubjectKeys.KNOWN_WITHIN).until(() -> key(elsewhere) != null);
        assertThat(here.renew(Map.of(subject, 5L)).toCompletableFuture().join()).isEqualTo(made);
        assertThat(key(here).notBeforeMillis()).isEqualTo(made.get(subject).toEpochMilli());
        var after = key(here).seal("traits.email", plain);
        assertThat(open(elsewhere, after)).contains(plain);
        assertThat(open(elsewhere, before)).isEmpty();
        assertThat(open(here, before)).isEmpty();
        assertThat(key(here).openIfOurs("traits.email", before)).isEmpty();
        assertThat(key(here).openIfOurs("traits.email", after)).contains(plain);
    }

    @Test
    void one_who_begins_anew_can_be_erased_again_and_an_old_erasure_reaches_them_no_more() {
        var keys = start(master);
        var first = keys.erase(Map.of(subject, 5L)).toCompletableFuture().join();
        keys.renew(Map.of(subject, 5L)).toCompletableFuture().join();

        assertThat(keys.erase(Map.of(subject, 5L)).toCompletableFuture().join()).isEqualTo(first);
        assertThat(key(start(master))).isNotNull();

        var second = keys.erase(Map.of(subject, 8L)).toCompletableFuture().join();
        assertThat(second.get(subject)).isAfter(first.get(subject));
        assertThat(keys.erase(Map.of(subject, 8L)).toCompletableFuture().join()).isEqualTo(second);
        assertThat(key(start(master))).isNull();

        keys.renew(Map.of(subject, 5L)).toCompletableFuture().join();
        assertThat(key(start(master))).isNull();
        keys.renew(Map.of(subject, 8L)).toCompletableFuture().join();
        assertThat(key(start(master)).toString()).contains("version 3");
    }

    @Test
    void whoever_was_not_erased_keeps_their_key() {
        var keys = start(master);
        var sealed = key(keys).seal("traits.email", plain);

        assertThat(keys.renew(Map.of(subject, 5L)).toCompletableFuture().join()).isEmpty();

        assertThat(open(start(master), sealed)).contains(plain);
    }

    private static Optional<byte[]> open(SubjectKeys keys, byte[] sealed) {
        return keys.open(List.of(new SealedValue("traits.email", sealed)))
                .toCompletableFuture()
                .join()
                .getFirst();
    }

    @Test
    void what_belongs_to_several_subjects_opens_in_the_order_given_and_what_is_not_ours_stays_shut() {
        var keys = start(master);
        var other = "anonymous_id:" + UUID.randomUUID();
        var found = keys.of(List.of(subject, other)).toCompletableFuture().join();
        var mine = found.get(subject).seal("traits.email", plain);
        var theirs = found.get(other).seal("traits.phone", "+49 30 1".getBytes(StandardCharsets.UTF_8));

        var opened = keys.open(List.of(
                        new SealedValue("traits.phone", theirs),
                        new SealedValue("traits.name", mine),
                        new SealedValue("traits.email", new byte[] {1}),
                        new SealedValue("traits.email", mine)))
                .toCompletableFuture()
                .join();

        assertThat(opened.stream().map(value -> value.map(bytes -> new String(bytes, StandardCharsets.UTF_8))))
                .containsExactly(
                        Optional.of("+49 30 1"), Optional.empty(), Optional.empty(), Optional.of("ava@example.com"));
    }

    @Test
    void a_master_key_that_is_too_short_is_refused() {
        assertThatThrownBy(() -> MasterKey.parse("c2hvcnQ="))
                .hasMessage("the master key must be 32 bytes in Base64, is 5");
    }

    private SubjectKeys start(MasterKey key) {
        return SubjectKeys.start(connections, key, KEPT_MAX)
                .toCompletableFuture()
                .join();
    }

    private SubjectKey key(SubjectKeys keys) {
        return keys.of(List.of(subject)).toCompletableFuture().join().get(subject);
    }
}
