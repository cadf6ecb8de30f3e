package io.liveprofile.projections.outgoing;

import static io.liveprofile.projections.Judged.noticing;
import static io.liveprofile.projections.Judged.signal;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.projections.outgoing.SignalFeed.Position;
import io.liveprofile.projections.outgoing.SignalFeed.Told;
import io.liveprofile.projections.outgoing.SignalFeed.Told.Noticed;
import io.liveprofile.projections.outgoing.SignalFeed.Told.Skipped;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsTailTest {
    private static final int PARTITIONS = 3;

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private ReadTopic topic;
    private OutgoingProducer producer;
    private SignalsTail tail;
    private int customers;

    @BeforeEach
    void start() throws Exception {
        topic = ReadTopic.create(PARTITIONS);
        producer = new OutgoingProducer(ReadTopic.bootstrap());
        tail = new SignalsTail(ReadTopic.bootstrap(), topic.name());
    }

    @AfterEach
    void stop() {
        tail.close();
        producer.close();
    }

    @Test
    void whoever_listens_is_told_what_comes_from_every_partition_and_nothing_of_before() {
        raise(20, Kind.NEW_DEVICE);
        tail.follow(get(tail.now()), told::add);

        raise(30, Kind.NEW_COUNTRY);

        await().until(() -> told.size() == 30);
        assertThat(noticed()).extracting(Noticed::kind).containsOnly("new_country");
        assertThat(new String(noticed().getFirst().json())).contains("\"kind\":\"new_country\"");
    }

    @Test
    void who_was_away_goes_on_behind_what_was_last_told_and_who_stayed_is_not_told_again() {
        tail.follow(get(tail.now()), told::add);
        raise(30, Kind.NEW_DEVICE);
        await().until(() -> told.size() == 30);
        var last = noticed().get(9).after();

        var again = new CopyOnWriteArrayList<Told>();
        tail.follow(Position.parse(last.toString()), again::add);
        await().until(() -> again.size() == 20);
        raise(5, Kind.NEW_COUNTRY);

        await().until(() -> again.size() == 25 && told.size() == 35);
        // In order per partition: of two partitions either may be read first.
        assertThat(texts(again)).containsExactlyInAnyOrderElementsOf(texts(told).subList(10, 35));
    }

    @Test
    void of_a_long_absence_the_newest_come_again_and_how_many_do_not_is_told() {
        var begin = get(tail.now());
        raise(SignalFeed.REPLAY_MAX + 50, Kind.NEW_DEVICE);

        tail.follow(begin, told::add);

        await().until(() -> told.size() > SignalFeed.REPLAY_MAX / 2);
        var skipped = (Skipped) told.getFirst();
        await().until(() -> told.size() - 1 + skipped.signals() == SignalFeed.REPLAY_MAX + 50);
        assertThat(skipped.signals()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void who_has_had_enough_is_told_nothing_more() {
        var subscription = tail.follow(get(tail.now()), told::add);
        var other = new CopyOnWriteArrayList<Told>();
        tail.follow(get(tail.now()), other::add);

        subscription.cancel();
        raise(5, Kind.NEW_DEVICE);

        await().until(() -> other.size() == 5);
        assertThat(told).isEmpty();
    }

    @Test
    void where_the_topic_is_missing_or_the_node_stops_it_is_said() {
        try (var missing = new SignalsTail(ReadTopic.bootstrap(), topic.name() + "-missing")) {
            assertThatThrownBy(() -> get(missing.now())).hasMessageContaining("no topic");
        }
        tail.follow(get(tail.now()), told::add);

        tail.close();

        await().until(() -> told.equals(List.of(new Told.Ended())));
    }

    @Test
    void what_is_no_position_is_refused() {
        for (var text : List.of("", "1..2", "1.x", "-1", "99999999999999999999")) {
            assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Position.parse("0.17.5")).isEqualTo(new Position(List.of(0L, 17L, 5L)));
    }

    private List<Noticed> noticed() {
        return told.stream().map(Noticed.class::cast).toList();
    }

    private static List<String> texts(List<Told> all) {
        return all.stream().map(each -> new String(((Noticed) each).json())).toList();
    }

    /** Each about another customer. */
    private void raise(int count, Kind kind) {
        var signals = new SignalsTopic(producer, topic.name());
        var entries = IntStream.range(0, count)
                .mapToObj(_ -> entry(
                                CustomerId.user("c" + ++customers),
                                1,
                                noticing(signal("%016x".formatted(customers), kind, new About.Nothing())))
                        .envelope())
                .toList();
        get(signals.handle(entries));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
