package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The message ids of customers whose memory could not decide, read from their journals in one pass and kept for a while:
 * a customer under replay asks again and again. One per node, bounded by the ids it keeps, the longest unused
 * customer's going first.
 */
final class History {
    private final ActorSystem<?> system;
    private final CurrentEventsByPersistenceIdQuery journal;
    private final int idsMax;
    private final Map<PersistenceId, IdHashes> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int idsKept;

    History(ActorSystem<?> system, int idsMax) {
        this.system = system;
        this.idsMax = idsMax;
        this.journal = PersistenceQuery.get(system)
                .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, "pekko.persistence.r2dbc.query");
    }

    synchronized Optional<KnownIds> kept(PersistenceId id) {
        return Optional.ofNullable(kept.get(id));
    }

    /** Whoever asks has stored everything up to {@code sequence}, and stores nothing more before the answer. */
    CompletionStage<KnownIds> read(PersistenceId id, long sequence) {
        return journal.currentEventsByPersistenceId(id.id(), 1, sequence)
                .runWith(
                        Sink.fold(new IdHashes(), (hashes, envelope) -> {
                            if (envelope.event() instanceof Observed observed) {
                                hashes.add(observed.interactions());
                            }
                            return hashes;
                        }),
                        system)
                .thenApply(hashes -> keep(id, hashes));
    }

    /** What a customer has just stored belongs to its history too. */
    synchronized void add(PersistenceId id, Collection<Interaction> interactions) {
        var hashes = kept.get(id);
        if (hashes != null) {
            idsKept += hashes.add(interactions);
            evict();
        }
    }

    /** The actor stops or moves: what another node stores from now on would be missing here. */
    synchronized void forget(PersistenceId id) {
        var hashes = kept.remove(id);
        if (hashes != null) {
            idsKept -= hashes.size();
        }
    }

    private synchronized KnownIds keep(PersistenceId id, IdHashes hashes) {
        forget(id);
        kept.put(id, hashes);
        idsKept += hashes.size();
        evict();
        return hashes;
    }

    private void evict() {
        var eldest = kept.values().iterator();
        while (idsKept > idsMax && kept.size() > 1) {
            idsKept -= eldest.next().size();
            eldest.remove();
        }
    }
}
