package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A country in which the customer was: when first, when last, and where then.
 *
 * @param latitudeTenths in tenths of a degree; {@link Whereabouts#UNKNOWN}
 */
public record Place(
        String country,
        int latitudeTenths,
        int longitudeTenths,
        long firstAtMillis,
        MessageId firstMessageId,
        long atMillis,
        MessageId messageId)
        implements Keyed<Place> {

    public static final int PLACES_MAX = 20;

    static Newest<Place> plus(Newest<Place> known, List<Told> batch) {
        var added = new ArrayList<Place>();
        for (var told : batch) {
            @Nullable String country = told.where().country();
            if (country != null) {
                added.add(new Place(
                        country,
                        told.where().latitudeTenths(),
                        told.where().longitudeTenths(),
                        told.atMillis(),
                        told.messageId(),
                        told.atMillis(),
                        told.messageId()));
            }
        }
        return Newest.plus(known, added, PLACES_MAX);
    }

    public boolean hasPosition() {
        return latitudeTenths != Whereabouts.UNKNOWN;
    }

    @Override
    public String key() {
        return country;
    }

    @Override
    public Place with(Place other) {
        var newer = other.isNewerThan(this) ? other : this;
        boolean first = Dated.isNewer(other.firstAtMillis, other.firstMessageId, firstAtMillis, firstMessageId);
        var older = first ? this : other;
        return new Place(
                country,
                newer.latitudeTenths,
                newer.longitudeTenths,
                older.firstAtMillis,
                older.firstMessageId,
                newer.atMillis,
                newer.messageId);
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(country)
                .add(latitudeTenths)
                .add(longitudeTenths)
                .add(firstAtMillis)
                .add(firstMessageId);
    }
}
