package io.liveprofile.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.ingest.quarantine.WaitingIndex.Held;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingIndexTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final WaitingIndex index = new WaitingIndex(4);

    @Test
    void pages_follow_each_other_from_the_newest_to_the_oldest_without_gap_or_repetition() {
        for (int i = 0; i < 4; i++) {
            put("t", i, i / 2, Reason.UNREADABLE);
        }

        var seen = new ArrayList<String>();
        Optional<String> next = Optional.empty();
        do {
            var page = index.page(Filter.ALL, next, 1);
            page.records().forEach(waiting -> seen.add(waiting.id()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).containsExactly("t:0:2", "t:0:3", "t:0:0", "t:0:1");
    }

    @Test
    void a_filter_means_reason_topic_and_a_span_of_time_whose_end_is_open() {
        put("a", 1, 1, Reason.UNREADABLE);
        put("b", 2, 2, Reason.TOO_LARGE);
        put("b", 3, 3, Reason.TOO_LARGE);

        assertThat(ids(new Filter(Optional.of(Reason.TOO_LARGE), none(), none(), none())))
                .containsExactly("b:0:3", "b:0:2");
        assertThat(ids(new Filter(none(), Optional.of("a"), none(), none()))).containsExactly("a:0:1");
        assertThat(ids(new Filter(none(), none(), at(2), at(3)))).containsExactly("b:0:2");
    }

    @Test
    void the_same_record_put_twice_stands_once_and_counts_once() {
        put("t", 1, 1, Reason.UNREADABLE);
        put("t", 1, 2, Reason.TOO_LARGE);

        assertThat(index.page(Filter.ALL, none(), 10).records()).hasSize(1);
        assertThat(index.page(Filter.ALL, none(), 10).waiting()).isEqualTo(Map.of(Reason.TOO_LARGE, 1L));
    }

    @Test
    void the_oldest_is_pushed_out_and_the_page_says_so() {
        for (int i = 0; i < 5; i++) {
            put("t", i, i, Reason.UNREADABLE);
        }

        var page = index.page(Filter.ALL, none(), 10);

        assertThat(page.truncated()).isTrue();
        assertThat(page.records()).extracting(Waiting::id).containsExactly("t:0:4", "t:0:3", "t:0:2", "t:0:1");
        assertThat(index.hasRoomForThePushedOut()).isFalse();
        index.remove("t:0:4");
        index.remove("t:0:3");
        assertThat(index.hasRoomForThePushedOut()).isTrue();
    }

    @Test
    void what_is_no_cursor_is_refused() {
        assertThatThrownBy(() -> index.page(Filter.ALL, Optional.of("?"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.page(Filter.ALL, Optional.of("bm9wZQ"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> ids(Filter filter) {
        return index.page(filter, none(), 10).records().stream()
                .map(Waiting::id)
                .toList();
    }

    private void put(String topic, long offset, long second, Reason reason) {
        index.put(new Held(
                new Waiting(
                        new Source.Read(new Origin(topic, 0, offset), 0),
                        reason,
                        "",
                        START.plusSeconds(second),
                        Optional.empty(),
                        1,
                        true),
                0,
                offset));
    }

    private static Optional<Instant> at(long second) {
        return Optional.of(START.plusSeconds(second));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
