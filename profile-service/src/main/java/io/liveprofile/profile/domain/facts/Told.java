package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.schemas.typed.Meaning;
import java.util.ArrayList;
import java.util.List;

/** An interaction with what it means, read once for all parts. */
record Told(Interaction interaction, String messageId, String name, Meaning meaning, Whereabouts where) {

    static List<Told> of(List<Interaction> interactions) {
        var told = new ArrayList<Told>(interactions.size());
        for (var each : interactions) {
            told.add(new Told(
                    each,
                    Clipped.text(each.messageId()),
                    Shared.word(Clipped.text(each.name())),
                    Meaning.of(each.name(), each.fields()),
                    Whereabouts.of(each.fields())));
        }
        return told;
    }

    long atMillis() {
        return interaction.atMillis();
    }
}
