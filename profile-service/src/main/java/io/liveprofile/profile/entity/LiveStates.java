package io.liveprofile.profile.entity;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the customers stand whose actors live on this node, for whoever only wants to look: three mailboxes less on the way.
 * It is what the actor would answer. While an entry is being written nothing is shown, so that a reader waits for it as in
 * the actor's mailbox, and nobody who has heard of the entry elsewhere reads the state before.
 */
final class LiveStates {
    /** Sharding lets go of whom nobody asks for: now and then it has to hear of a reader. */
    static final Duration LOOKED_AT = Duration.ofSeconds(5);

    private final Map<CustomerId, Place> places = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    LiveStates() {
        this(System::nanoTime);
    }

    LiveStates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Empty where the actor itself must be asked. */
    Optional<LiveProfile> of(CustomerId id) {
        var place = places.get(id);
        return place == null ? Optional.empty() : place.look(nanoTime.getAsLong());
    }

    /** Where one actor shows its state, from now until it leaves. */
    Place enter(CustomerId id) {
        var place = new Place(id);
        places.put(id, place);
        return place;
    }

    /** Written by its actor alone. */
    final class Place {
        private final CustomerId id;
        private volatile @Nullable LiveProfile shown;

        /** Readers may race for it: then the actor hears of more than one of them. */
        private long askedNanos;

        private Place(CustomerId id) {
            this.id = id;
            this.askedNanos = nanoTime.getAsLong();
        }

        void show(Optional<LiveProfile> state) {
            shown = state.orElse(null);
        }

        void hide() {
            shown = null;
        }

        void leave() {
            hide();
            places.remove(id, this);
        }

        private Optional<LiveProfile> look(long now) {
            if (now - askedNanos > LOOKED_AT.toNanos()) {
                askedNanos = now;
                return Optional.empty();
            }
            return Optional.ofNullable(shown);
        }
    }
}
