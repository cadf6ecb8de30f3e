package io.liveprofile.projections.segmentmembership;

import static io.liveprofile.projections.Judged.asBefore;
import static io.liveprofile.projections.Judged.inSegments;
import static io.liveprofile.projections.ReadModels.column;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.projections.ReadModels.Entry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentMembershipProjectionTest {
    private static final String[] WHOLE = {
        "loyal|1970-01-01 00:00:02|1970-01-01 00:00:04|2|4",
        "loyal|1970-01-01 00:00:05|5",
        "vip|1970-01-01 00:00:01|1970-01-01 00:00:04|1|4"
    };

    private static ReadModels models;

    private final CustomerId ava = CustomerId.user("ava" + UUID.randomUUID());
    private final SegmentMembershipProjection projection = new SegmentMembershipProjection(ModelTable::view);

    private final Entry[] history = {
        entry(ava, 1, inSegments(1_000, "vip")),
        entry(ava, 2, inSegments(2_000, "loyal", "vip")),
        entry(ava, 3, asBefore(3_000)),
        entry(ava, 4, inSegments(4_000)),
        entry(ava, 5, inSegments(5_000, "loyal"))
    };

    @BeforeAll
    static void start() {
        models = new ReadModels(SegmentMembershipProjection.MODEL);
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void a_row_lasts_from_coming_in_to_going_out_in_whatever_batches_it_is_told() {
        models.handle(projection, history);

        assertThat(rows()).containsExactly(WHOLE);
    }

    @Test
    void what_is_told_again_from_the_beginning_changes_nothing() {
        for (var entry : history) {
            models.handle(projection, entry);
        }
        assertThat(rows()).containsExactly(WHOLE);

        for (var entry : history) {
            models.handle(projection, entry);
        }
        models.handle(projection, history);

        assertThat(rows()).containsExactly(WHOLE);
    }

    @Test
    void who_has_merged_away_was_in_none() {
        models.handle(projection, history);

        models.handle(projection, entry(ava, 6, new MergedAway(CustomerId.user("ben"))));

        assertThat(rows()).isEmpty();
    }

    private List<String> rows() {
        return column("select concat_ws('|', segment, entered_at at time zone 'UTC', left_at at time zone 'UTC',"
                + " entered_sequence, left_sequence) from warehouse.segment_membership where customer_id = '" + ava
                + "' order by segment, entered_at");
    }
}
