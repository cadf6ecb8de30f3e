package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import java.util.ArrayList;
import java.util.List;

/** An id that the customer went by: one that interactions came under, or an anonymous one beside it. */
public record Identifier(CustomerId id, long atMillis, MessageId messageId) implements Keyed<Identifier> {

    public static final int IDENTIFIERS_MAX = 20;

    static Newest<Identifier> plus(Newest<Identifier> known, List<Told> batch) {
        var added = new ArrayList<Identifier>();
        for (var told : batch) {
            add(added, told, told.interaction().source());
            told.interaction().beside().ifPresent(beside -> add(added, told, beside));
        }
        return Newest.plus(known, added, IDENTIFIERS_MAX);
    }

    private static void add(List<Identifier> added, Told told, CustomerId id) {
        added.add(new Identifier(id, told.atMillis(), told.messageId()));
    }

    @Override
    public String key() {
        return id.toString();
    }

    /** Without making the text of either. */
    @Override
    public boolean isOf(Identifier other) {
        return id.equals(other.id);
    }

    @Override
    public Identifier with(Identifier other) {
        return other.isNewerThan(this) ? new Identifier(id, other.atMillis, other.messageId) : this;
    }

    /** What was done is the same under whichever id it was told. */
    @Override
    public void addTo(Hash64 hash) {}
}
