package io.liveprofile.projections.identitylink;

import static io.liveprofile.projections.ReadModels.column;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Link.Outcome;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.projections.ReadModels;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityLinkProjectionTest {
    private final CustomerId ava = CustomerId.user("ava" + UUID.randomUUID());

    @Test
    void each_anonymous_id_of_a_customer_has_one_row_with_its_newest_outcome() {
        var phone = CustomerId.anonymous("phone");
        var tablet = CustomerId.anonymous("tablet");
        try (var models = new ReadModels(IdentityLinkProjection.MODEL)) {
            var projection = new IdentityLinkProjection(ModelTable::view);

            models.handle(
                    projection,
                    entry(ava, 2, new Linked(new Link(phone, Outcome.MERGED))),
                    entry(ava, 3, new Linked(new Link(tablet, Outcome.SHARED))));
            models.handle(projection, entry(ava, 1, new Linked(new Link(phone, Outcome.SHARED))));

            assertThat(column("select concat_ws(' ', anonymous_id, outcome, journal_sequence) from"
                            + " warehouse.identity_link where customer_id = '" + ava + "' order by 1"))
                    .containsExactly("anonymous_id:phone merged 2", "anonymous_id:tablet shared 3");
        }
    }
}
