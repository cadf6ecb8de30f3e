package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.api.access.Role;
import io.liveprofile.projections.outgoing.SignalFeed;
import io.liveprofile.projections.outgoing.SignalFeed.Position;
import io.liveprofile.projections.outgoing.SignalFeed.Told;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalStreamTest {
    private static final String STREAM = "/v1/signals/stream";

    private final FakeSignals signals = new FakeSignals();
    private RunningApi api;

    @BeforeEach
    void start() {
        api = new RunningApi(Fakes.asked(new FakeFinder(), signals));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_wall_is_told_from_where_it_reads_and_then_each_signal_as_it_is_published() throws Exception {
        try (var wall = open(STREAM)) {
            assertThat(wall.event()).containsExactly("id: 7", "event: opened", "data: {}");

            signals.raise(7, "new_device");

            assertThat(wall.event()).containsExactly("id: 8", "event: signal", "data: {\"kind\":\"new_device\"}");
        }
    }

    @Test
    void a_wall_of_some_kinds_is_told_those_alone() throws Exception {
        try (var wall = open(STREAM + "?kind=cart_abandoned,churn_risk_high")) {
            wall.event();

            signals.raise(7, "new_device");
            signals.raise(8, "churn_risk_high");

            assertThat(wall.event()).startsWith("id: 9");
        }
        var unknown = api.get(Role.FRAUD, STREAM + "?kind=new_device,gossip");
        assertProblem(unknown, 400, "bad_field");
        assertThat(unknown.body()).contains("kind must be some of cart_abandoned, ");
    }

    @Test
    void who_comes_again_goes_on_where_they_were_and_is_told_what_is_gone() throws Exception {
        try (var wall = new EventReader(api.send(
                api.requestOf(Role.FRAUD, STREAM).header("Last-Event-ID", "3"), BodyHandlers.ofInputStream()))) {
            assertThat(wall.event()).startsWith("id: 3");
            assertThat(signals.begun).containsExactly(new Position(List.of(3L)));

            signals.tell(new Told.Skipped(12));

            assertThat(wall.event()).containsExactly("event: skipped", "data: {\"signals\":12}");
        }
        try (var wall = new EventReader(api.send(
                api.requestOf(Role.FRAUD, STREAM).header("Last-Event-ID", "not ours"), BodyHandlers.ofInputStream()))) {
            assertThat(wall.event()).startsWith("id: 7");
        }
    }

    @Test
    void a_silent_wall_shows_that_it_is_alive_and_one_who_leaves_is_told_nothing_more() throws Exception {
        try (var wall = open(STREAM)) {
            wall.event();

            assertThat(wall.line()).isEqualTo(":");
        }

        await().until(signals.listeners::isEmpty);
    }

    @Test
    void who_reads_too_slowly_is_dropped_with_the_reason() throws Exception {
        try (var wall = open(STREAM)) {
            await().until(() -> !signals.listeners.isEmpty());
            int raised = 7;
            for (; !signals.listeners.isEmpty(); raised++) {
                signals.raise(raised, "new_device");
            }

            assertThat(raised).isGreaterThan(SignalFeed.REPLAY_MAX);
            assertThat(wall.events().getLast()).containsExactly("event: dropped", "data: {\"reason\":\"slow_reader\"}");
        }
    }

    @Test
    void where_signals_can_not_be_read_it_is_said_before_and_after_the_stream_is_open() throws Exception {
        try (var wall = open(STREAM)) {
            wall.event();

            signals.tell(new Told.Ended());

            assertThat(wall.events()).containsExactly(List.of("event: dropped", "data: {\"reason\":\"unavailable\"}"));
        }
        signals.away = true;

        var refused = api.get(Role.FRAUD, STREAM);

        assertProblem(refused, 503, "unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    private EventReader open(String path) throws Exception {
        return new EventReader(api.send(api.requestOf(Role.FRAUD, path), BodyHandlers.ofInputStream()));
    }
}
