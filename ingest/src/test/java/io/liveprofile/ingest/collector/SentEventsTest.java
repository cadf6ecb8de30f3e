package io.liveprofile.ingest.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.ingest.collector.Collector.Kind;
import io.liveprofile.ingest.collector.JsonObject.NotJson;
import io.liveprofile.ingest.collector.SentEvents.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void the_path_tells_the_type_and_everything_else_stays_as_it_was_sent() throws Exception {
        var event = only(Kind.TRACK, """
            {"type":"page", "userId":"ava|1","properties": {"total" : 19.90, "na\\u00efve":null},"writeKey":"k"}\
            """);

        assertThat(event.key()).isEqualTo("ava|1");
        assertThat(text(event)).isEqualTo("""
            {"type":"track","userId":"ava|1","properties":{"total" : 19.90, "na\\u00efve":null},\
            "receivedAt":"2026-11-20T10:00:00Z"}\
            """);
    }

    @Test
    void what_a_batch_shares_goes_to_each_event_whose_own_fields_win() throws Exception {
        var events = events(Kind.BATCH, """
            {"context":{"ip":"1.2.3.4","library":{"name":"a"}},"sentAt":"2026-11-20T09:59:00Z","batch":[
              {"type":"page","userId":"a","context":{"ip":"5.6.7.8"}},
              {"type":"page","anonymousId":"b"}]}\
            """);

        assertThat(text(events.get(0))).isEqualTo("""
            {"type":"page","userId":"a","context":{"ip":"5.6.7.8","library":{"name":"a"}},\
            "sentAt":"2026-11-20T09:59:00Z","receivedAt":"2026-11-20T10:00:00Z"}\
            """);
        assertThat(events.get(1).key()).isEqualTo("b");
        assertThat(text(events.get(1))).contains("\"context\":{\"ip\":\"1.2.3.4\",\"library\":{\"name\":\"a\"}}");
    }

    @Test
    void a_clients_clock_is_corrected_by_when_it_sent() throws Exception {
        // It was done a minute before it was sent, by a clock that is an hour fast.
        var event = text(only(Kind.PAGE, """
            {"userId":"a","timestamp":"2026-11-20T10:59:00Z","sentAt":"2026-11-20T11:00:00Z"}\
            """));

        assertThat(event)
                .contains("\"timestamp\":\"2026-11-20T09:59:00Z\"")
                .contains("\"originalTimestamp\":\"2026-11-20T10:59:00Z\"");
    }

    @Test
    void rudderstacks_original_timestamp_is_corrected_alike() throws Exception {
        assertThat(text(only(Kind.PAGE, """
            {"userId":"a","originalTimestamp":"2026-11-20T10:59:00.000Z","sentAt":"2026-11-20T11:00:00.000Z"}\
            """))).contains("\"timestamp\":\"2026-11-20T09:59:00Z\"");
    }

    @Test
    void what_a_gateway_has_corrected_or_nobody_can_stays() throws Exception {
        assertThat(text(only(Kind.PAGE, """
            {"timestamp":"2026-11-20T09:00:00Z","originalTimestamp":"2026-11-20T08:00:00Z","sentAt":"2026-11-20T11:00:00Z"}\
            """))).contains("\"timestamp\":\"2026-11-20T09:00:00Z\"");
        assertThat(text(only(Kind.PAGE, """
            {"timestamp":"yesterday","sentAt":"2026-11-20T11:00:00Z"}\
            """))).contains("\"timestamp\":\"yesterday\"");
    }

    @Test
    void one_entry_that_is_no_object_spoils_no_other() throws Exception {
        var events = events(Kind.BATCH, "{\"batch\":[7,{\"userId\":\"a\"},null,[{}]]}");

        assertThat(events).extracting(event -> event.problem() == null).containsExactly(false, true, false, false);
        assertThat(events.getFirst().sent()).isEqualTo("7".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_holds_no_event_is_told() {
        assertThatThrownBy(() -> events(Kind.TRACK, "[]")).isInstanceOf(NotJson.class);
        assertThatThrownBy(() -> events(Kind.TRACK, "{\"a\":")).isInstanceOf(NotJson.class);
        assertThatThrownBy(() -> events(Kind.TRACK, "{}{}")).isInstanceOf(NotJson.class);
        assertThatThrownBy(() -> events(Kind.BATCH, "{}")).hasMessageContaining("/batch");
        assertThatThrownBy(() -> events(Kind.BATCH, "{\"batch\":{}}")).hasMessageContaining("/batch");
    }

    private static Event only(Kind kind, String body) throws NotJson {
        return events(kind, body).getFirst();
    }

    private static List<Event> events(Kind kind, String body) throws NotJson {
        return SentEvents.of(kind, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static String text(Event event) {
        return new String(event.whole(), StandardCharsets.UTF_8);
    }
}
