package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Meaning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interaction with what it means, read once for all parts. */
record Told(Interaction interaction, MessageId messageId, String name, Meaning meaning, Whereabouts where) {
    private static final String DECISION_ID = "properties.decision_id";

    static List<Told> of(List<Interaction> interactions) {
        var told = new ArrayList<Told>(interactions.size());
        for (var each : interactions) {
            told.add(new Told(
                    each,
                    MessageId.of(Clipped.text(each.messageId())),
                    Shared.word(Clipped.text(each.name())),
                    Meaning.of(each.name(), each.fields()),
                    Whereabouts.of(each.fields())));
        }
        return told;
    }

    /** Of the decision that was asked for before the customer did it. */
    @Nullable
    String decisionId() {
        return interaction.fields().get(DECISION_ID).orElse(null) instanceof Value.Text(var id)
                ? Clipped.text(id)
                : null;
    }

    long atMillis() {
        return interaction.atMillis();
    }
}
