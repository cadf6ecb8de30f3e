package io.liveprofile.projections;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.rules.RulesFolder;
import io.liveprofile.schemas.Fields;
import java.util.List;
import java.util.Optional;

/** Entries as a profile that begins with them makes them. */
public final class Observations {
    private static final Rules RULES = RulesFolder.OF_THE_SERVICE.read();

    private Observations() {}

    public static Interaction told(CustomerId source, String messageId, String name, long atMillis, Fields fields) {
        return new Interaction(
                messageId, name, 1, atMillis, false, atMillis, source, Optional.empty(), Optional.empty(), fields);
    }

    public static Observed of(Interaction... interactions) {
        return Profile.NEW
                .observe(List.of(interactions), KnownIds.NONE, RULES)
                .event()
                .orElseThrow();
    }
}
