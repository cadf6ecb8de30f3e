package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.api.access.Role;
import io.liveprofile.profile.Change;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamEndpointTest {
    private static final String STREAM = "/v1/profiles/ava%7C1/stream";

    private final FakeCustomerProfiles profiles = new FakeCustomerProfiles();
    private RunningApi api;

    @BeforeEach
    void start() {
        api = new RunningApi(Fakes.asked(profiles));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_reader_sees_the_profile_as_it_stands_and_each_change() throws Exception {
        try (var stream = open(STREAM + "?fields=lastSeen")) {
            assertThat(stream.event())
                    .containsExactly(
                            "id: 7",
                            "event: profile",
                            "data: {\"id\":\"user_id:ava|1\",\"requestedId\":\"user_id:ava|1\",\"sequence\":7,"
                                    + "\"lastSeen\":\"2023-11-14T22:14:20Z\"}");

            profiles.change(8);
            profiles.change(9);

            assertThat(stream.event()).startsWith("id: 8");
            assertThat(stream.event()).startsWith("id: 9");
        }
    }

    @Test
    void who_comes_again_names_what_was_last_and_is_told_what_came_since() throws Exception {
        try (var stream = new EventReader(api.send(
                api.requestOf(Role.SUPPORT, STREAM).header("Last-Event-ID", "7"), BodyHandlers.ofInputStream()))) {
            await().until(() -> !profiles.listeners.isEmpty());

            profiles.change(8);

            assertThat(stream.event()).startsWith("id: 8");
        }
    }

    @Test
    void who_missed_as_many_entries_as_come_again_is_not_too_slow_for_them() throws Exception {
        try (var stream = new EventReader(api.send(
                api.requestOf(Role.SUPPORT, STREAM).header("Last-Event-ID", "7"), BodyHandlers.ofInputStream()))) {
            await().until(() -> !profiles.listeners.isEmpty());

            for (int sequence = 8; sequence < 8 + Change.REPLAY_MAX; sequence++) {
                profiles.change(sequence);
            }

            for (int sequence = 8; sequence < 8 + Change.REPLAY_MAX; sequence++) {
                assertThat(stream.event()).startsWith("id: " + sequence);
            }
        }
    }

    @Test
    void a_silent_stream_shows_that_it_is_alive() throws Exception {
        try (var stream = open(STREAM)) {
            stream.event();

            assertThat(stream.line()).isEqualTo(":");
        }
    }

    @Test
    void who_reads_too_slowly_is_dropped_with_the_reason() throws Exception {
        try (var stream = open(STREAM)) {
            await().until(() -> !profiles.listeners.isEmpty());
            for (int sequence = 8; !profiles.listeners.isEmpty(); sequence++) {
                profiles.change(sequence);
            }

            var last = stream.events().getLast();
            assertThat(last).containsExactly("event: dropped", "data: {\"reason\":\"slow_reader\"}");
        }
    }

    @Test
    void who_leaves_is_told_nothing_more() throws Exception {
        try (var stream = open(STREAM)) {
            stream.event();
        }

        await().until(() -> profiles.listeners.isEmpty());
    }

    @Test
    void so_many_streams_are_open_at_once_and_no_more() throws Exception {
        var open = new ArrayList<EventReader>();
        for (int i = 0; i < RunningApi.STREAMS.max(); i++) {
            open.add(open(STREAM));
        }

        await().until(() -> profiles.listeners.size() == RunningApi.STREAMS.max());
        assertThat(openStreams()).isEqualTo(RunningApi.STREAMS.max());
        try (var oneMore = open(STREAM)) {
            assertThat(oneMore.status).isEqualTo(429);
            assertThat(oneMore.line()).contains("\"code\":\"too_many_streams\"");
        }
        open.forEach(EventReader::close);
        await().until(() -> openStreams() == 0);
        await().until(() -> {
            try (var again =
                    new EventReader(api.send(api.requestOf(Role.SUPPORT, STREAM), BodyHandlers.ofInputStream()))) {
                return again.status == 200;
            }
        });
    }

    @Test
    void a_customer_who_was_never_seen_is_404() throws Exception {
        assertProblem(api.get(Role.SUPPORT, "/v1/profiles/nobody/stream"), 404, "profile_not_found");
    }

    private double openStreams() {
        return api.meters.get("live_profile_http_open_streams").gauge().value();
    }

    private EventReader open(String path) throws Exception {
        return new EventReader(api.send(api.requestOf(Role.SUPPORT, path), BodyHandlers.ofInputStream()));
    }
}
