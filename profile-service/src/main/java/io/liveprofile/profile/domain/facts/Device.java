package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that the customer used: when first, when last. */
public record Device(
        String id,
        @Nullable String type,
        long firstAtMillis,
        MessageId firstMessageId,
        long atMillis,
        MessageId messageId)
        implements Keyed<Device> {

    public static final int DEVICES_MAX = 20;

    static Newest<Device> plus(Newest<Device> known, List<Told> batch) {
        var added = new ArrayList<Device>();
        for (var told : batch) {
            @Nullable String id = told.where().deviceId();
            if (id != null) {
                added.add(new Device(
                        id,
                        told.where().deviceType(),
                        told.atMillis(),
                        told.messageId(),
                        told.atMillis(),
                        told.messageId()));
            }
        }
        return Newest.plus(known, added, DEVICES_MAX);
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public Device with(Device other) {
        var newer = other.isNewerThan(this) ? other : this;
        boolean first = Dated.isNewer(other.firstAtMillis, other.firstMessageId, firstAtMillis, firstMessageId);
        var older = first ? this : other;
        return new Device(id, newer.type, older.firstAtMillis, older.firstMessageId, newer.atMillis, newer.messageId);
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(id).add(type).add(firstAtMillis).add(firstMessageId);
    }
}
