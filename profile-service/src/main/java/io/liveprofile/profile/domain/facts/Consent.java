package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Meaning.Identified;
import io.liveprofile.schemas.typed.Meaning.Unsubscribed;
import java.util.ArrayList;
import java.util.List;

/** What the customer agreed to, or no longer does: the newest word counts. */
public record Consent(String to, boolean given, long atMillis, MessageId messageId) implements Keyed<Consent> {

    public static final int CONSENTS_MAX = 20;

    private static final String MARKETING = "marketing";
    private static final String MARKETING_TRAIT = "traits.marketing_consent";

    /** Where a customer unsubscribed and the producer doesn't say from what. */
    private static final String USUAL_CHANNEL = "email";

    static Newest<Consent> plus(Newest<Consent> known, List<Told> batch) {
        var added = new ArrayList<Consent>();
        for (var told : batch) {
            switch (told.meaning()) {
                case Identified _ -> {
                    if (told.interaction().fields().get(MARKETING_TRAIT).orElse(null)
                            instanceof Value.Flag(boolean given)) {
                        added.add(new Consent(MARKETING, given, told.atMillis(), told.messageId()));
                    }
                }
                case Unsubscribed(var channel) ->
                    added.add(new Consent(
                            Clipped.text(channel.orElse(USUAL_CHANNEL)), false, told.atMillis(), told.messageId()));
                default -> {}
            }
        }
        return Newest.plus(known, added, CONSENTS_MAX);
    }

    @Override
    public String key() {
        return to;
    }

    @Override
    public Consent with(Consent other) {
        return other.isNewerThan(this) ? other : this;
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(to).add(given ? 1 : 0);
    }
}
