package io.liveprofile.projections.signal;

import static io.liveprofile.projections.Judged.noticing;
import static io.liveprofile.projections.Judged.signal;
import static io.liveprofile.projections.ReadModels.column;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.projections.Judged;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignalProjectionTest {
    private static ReadModels models;

    private final CustomerId ava = CustomerId.user("ava" + UUID.randomUUID());
    private final CustomerId visitor = CustomerId.anonymous("v" + UUID.randomUUID());
    private final SignalProjection projection = new SignalProjection(ModelTable::view);

    @BeforeAll
    static void start() {
        models = new ReadModels(SignalProjection.MODEL);
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void each_signal_has_one_row_with_what_there_is_to_tell() {
        var entry = entry(
                ava,
                4,
                noticing(
                        signal("s1", Kind.CHURN_RISK_HIGH, Judged.risk()),
                        signal("s2", Kind.CART_ABANDONED, new About.CartLeft(List.of(), List.of(new Money("EUR", 5)))),
                        signal("s3", Kind.IMPOSSIBLE_TRAVEL, new About.Suspicion(40, "CH, then PE")),
                        signal("s4", Kind.SEGMENT_ENTERED, new About.SegmentMove("vip", "orders 9"))));

        models.handle(projection, entry);
        models.handle(projection, entry);

        assertThat(rows("signal_id, kind, points, detail, segment, cart_value, evidence, withdraws, journal_sequence"))
                .containsExactly(
                        "s1|churn_risk_high|70|{m1,m2}|0123456789abcdee|4",
                        "s2|cart_abandoned|{\"EUR\": 5}|{m1,m2}|0123456789abcdee|4",
                        "s3|impossible_travel|40|CH, then PE|{m1,m2}|0123456789abcdee|4",
                        "s4|segment_entered|orders 9|vip|{m1,m2}|0123456789abcdee|4");
    }

    @Test
    void what_an_anonymous_profile_was_noticed_for_is_its_takers_once_it_has_merged() {
        var both = signal("s1", Kind.NEW_DEVICE, new About.Nothing());
        models.handle(projection, entry(ava, 1, noticing(both)));

        models.handle(
                projection,
                entry(visitor, 1, noticing(both, signal("s2", Kind.NEW_COUNTRY, new About.Nothing()))),
                entry(visitor, 2, new MergedAway(ava)));

        assertThat(rows("signal_id, kind")).containsExactly("s1|new_device", "s2|new_country");
        assertThat(column("select 1 from warehouse.signal where customer_id = '" + visitor + "'"))
                .isEmpty();
    }

    /** The taker's entries are of another range: they may have been read long before. */
    @Test
    void what_is_handed_over_to_one_who_was_erased_goes_with_the_givers_erasure() {
        models.handle(
                projection,
                entry(ava, 1, noticing(signal("s1", Kind.NEW_DEVICE, new About.Nothing()))),
                entry(ava, 2, new Erased("r-1", 5, Optional.empty())));
        assertThat(rows("kind")).isEmpty();

        models.handle(
                projection,
                entry(visitor, 1, noticing(signal("s2", Kind.NEW_COUNTRY, new About.Nothing()))),
                entry(visitor, 2, new MergedAway(ava)));
        assertThat(rows("kind")).containsExactly("new_country");
        models.handle(projection, entry(visitor, 3, new Erased("r-1", 5, Optional.of(ava))));

        assertThat(rows("kind")).isEmpty();
    }

    /** As whoever builds the table anew finds it; the giver's entries are of another range, and come late. */
    @Test
    void one_who_has_begun_anew_keeps_what_was_noticed_since_then() {
        models.handle(
                new LifeByLife(projection),
                entry(ava, 1, noticing(signal("s1", Kind.NEW_DEVICE, new About.Nothing()))),
                entry(ava, 5, new Erased("r-1", 5, Optional.empty())),
                entry(ava, 6, new Reopened(5, 6)),
                entry(ava, 7, noticing(signal("s3", Kind.NEW_COUNTRY, new About.Nothing()))));
        assertThat(rows("signal_id")).containsExactly("s3");

        models.handle(
                new LifeByLife(projection),
                entry(visitor, 1, noticing(signal("s2", Kind.NEW_COUNTRY, new About.Nothing()))),
                entry(visitor, 2, new MergedAway(ava)),
                entry(visitor, 5, new Erased("r-1", 5, Optional.of(ava))),
                entry(visitor, 6, new Reopened(5, 6)),
                entry(visitor, 7, noticing(signal("s4", Kind.NEW_COUNTRY, new About.Nothing()))));

        assertThat(rows("signal_id")).containsExactly("s3");
        assertThat(column("select signal_id from warehouse.signal where customer_id = '" + visitor + "'"))
                .containsExactly("s4");
    }

    private List<String> rows(String columns) {
        return column("select concat_ws('|', " + columns + ") from warehouse.signal where customer_id = '" + ava
                + "' order by signal_id");
    }
}
