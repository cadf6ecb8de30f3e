package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A country in which the customer was: when first, when last, and where then. */
public record Place(String country, Whereabouts last, long firstAtMillis, long atMillis, String messageId)
        implements Keyed<Place> {

    public static final int PLACES_MAX = 20;

    static Newest<Place> plus(Newest<Place> known, List<Told> batch) {
        var added = new ArrayList<Place>();
        for (var told : batch) {
            @Nullable String country = told.where().country();
            if (country != null) {
                added.add(new Place(country, told.where(), told.atMillis(), told.atMillis(), told.messageId()));
            }
        }
        return Newest.plus(known, added, PLACES_MAX);
    }

    @Override
    public String key() {
        return country;
    }

    @Override
    public Place with(Place other) {
        var newer = other.isNewerThan(this) ? other : this;
        return new Place(
                country, newer.last, Math.min(firstAtMillis, other.firstAtMillis), newer.atMillis, newer.messageId);
    }

    @Override
    public void addTo(Hash64 hash) {
        last.addTo(hash.add(country).add(firstAtMillis));
    }
}
