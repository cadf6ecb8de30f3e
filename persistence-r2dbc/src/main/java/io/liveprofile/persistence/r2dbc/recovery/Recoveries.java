package io.liveprofile.persistence.r2dbc.recovery;

import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.recovery.RecoveryReads.Wanted;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.jspecify.annotations.Nullable;

/**
 * Brings actors back, as many as ask at once in one round trip.
 *
 * <p>Pekko asks the snapshot store first and the journal afterwards. The first question fetches what all of them need;
 * what it found waits for the second one, of the same actor, for which it is meant and which takes it away. A write of this
 * node to that id, at its begin and at its end and also while the fetch is out, a newer fetch and a short time all throw
 * it away, so that it never outlives the recovery that it belongs to and never misses an entry that was acknowledged.
 */
public final class Recoveries implements Extension {
    private static final Id ID = new Id();
    private static final int WAITING_FOR_JOURNAL_MAX = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final class Id extends ExtensionId<Recoveries> {
        @Override
        public Recoveries createExtension(ActorSystem<?> system) {
            return new Recoveries(system);
        }
    }

    private record Asked(Wanted wanted, CompletableFuture<Recovered> answer) {}

    /** @param asker the only one whom it may answer */
    private record Fetched(Recovered recovered, Object asker, long atNanos) {}

    /** As asker: the journal has told the highest sequence number from it, and replays next. */
    private static final Object REPLAY = new Object();

    private final RecoveryReads reads;
    private final RecoverySettings settings;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private final Map<String, Fetched> forJournal = new LinkedHashMap<>();
    private final Map<String, Object> out = new HashMap<>();
    private final DistributionSummary idsPerRoundTrip = DistributionSummary.builder(
                    "live_profile_journal_recovered_ids")
            .description("Actors brought back in one round trip")
            .register(Metrics.globalRegistry);
    private int roundTrips;

    private Recoveries(ActorSystem<?> system) {
        settings = RecoverySettings.from(system.settings().config());
        var connections = Connections.get(system);
        reads = new RecoveryReads(connections.pool(), connections.tables(), settings.entriesMax());
    }

    public static Recoveries get(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** For the snapshot store, which is asked first: what it finds is kept for the journal. */
    public CompletionStage<Recovered> begin(String persistenceId, Object asker) {
        return fetchAndKeep(new Wanted(persistenceId, 0), asker);
    }

    /** For the journal: what was fetched along with the actor's snapshot, or else a fetch of its own. */
    public CompletionStage<Recovered> entries(String persistenceId, long fromSequenceNr, Object asker) {
        synchronized (this) {
            var fetched = fresh(persistenceId, fromSequenceNr, asker);
            if (fetched != null) {
                forJournal.put(persistenceId, new Fetched(fetched.recovered(), REPLAY, fetched.atNanos()));
                return CompletableFuture.completedFuture(fetched.recovered());
            }
        }
        return fetchAndKeep(new Wanted(persistenceId, Math.max(1, fromSequenceNr)), REPLAY);
    }

    /** For the journal, once it has told the highest sequence number: entries don't change, any answer will do. */
    public CompletionStage<Recovered> entriesToReplay(String persistenceId, long fromSequenceNr) {
        Fetched fetched;
        synchronized (this) {
            fetched = fresh(persistenceId, fromSequenceNr, REPLAY);
        }
        return fetched == null
                ? fetch(new Wanted(persistenceId, Math.max(1, fromSequenceNr)))
                : CompletableFuture.completedFuture(fetched.recovered());
    }

    private @Nullable Fetched fresh(String persistenceId, long fromSequenceNr, Object asker) {
        var fetched = forJournal.get(persistenceId);
        return fetched != null
                        && fetched.asker().equals(asker)
                        && System.nanoTime() - fetched.atNanos() < FRESH.toNanos()
                        && fetched.recovered().fromSequenceNr() <= fromSequenceNr
                ? fetched
                : null;
    }

    public CompletionStage<Long> highest(String persistenceId, long fromSequenceNr) {
        return reads.highest(persistenceId, fromSequenceNr).toFuture();
    }

    public CompletionStage<List<RecoveredRow>> page(String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return reads.page(persistenceId, fromSequenceNr, toSequenceNr).toFuture();
    }

    /** The recovery is over, or the id has moved on: neither what was fetched nor what is being fetched holds. */
    public synchronized void forget(String persistenceId) {
        if (!forJournal.isEmpty()) {
            forJournal.remove(persistenceId);
        }
        if (!out.isEmpty()) {
            out.remove(persistenceId);
        }
    }

    private CompletionStage<Recovered> fetchAndKeep(Wanted wanted, Object asker) {
        var persistenceId = wanted.persistenceId();
        var ticket = new Object();
        synchronized (this) {
            forJournal.remove(persistenceId);
            out.put(persistenceId, ticket);
        }
        return fetch(wanted).whenComplete((recovered, failure) -> {
            synchronized (this) {
                if (out.remove(persistenceId, ticket) && failure == null) {
                    keep(persistenceId, new Fetched(recovered, asker, System.nanoTime()));
                }
            }
        });
    }

    private void keep(String persistenceId, Fetched fetched) {
        forJournal.put(persistenceId, fetched);
        if (forJournal.size() > WAITING_FOR_JOURNAL_MAX) {
            var eldest = forJournal.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private CompletionStage<Recovered> fetch(Wanted wanted) {
        var answer = new CompletableFuture<Recovered>();
        synchronized (this) {
            asked.add(new Asked(wanted, answer));
        }
        fetchNext();
        return answer;
    }

    private void fetchNext() {
        var group = new ArrayList<Asked>();
        synchronized (this) {
            boolean mayJoin = roundTrips == 0 || asked.size() >= settings.nextRoundTripFromIds();
            if (asked.isEmpty() || roundTrips == settings.roundTripsMax() || !mayJoin) {
                return;
            }
            roundTrips++;
            var ids = new HashSet<String>();
            while (!asked.isEmpty()
                    && group.size() < settings.idsMax()
                    && ids.add(asked.peek().wanted().persistenceId())) {
                group.add(asked.poll());
            }
        }
        idsPerRoundTrip.record(group.size());
        reads.group(group.stream().map(Asked::wanted).toList()).toFuture().whenComplete((found, failure) -> {
            synchronized (this) {
                roundTrips--;
            }
            fetchNext();
            for (var each : group) {
                if (failure == null) {
                    each.answer().complete(found.get(each.wanted().persistenceId()));
                } else {
                    each.answer().completeExceptionally(failure);
                }
            }
        });
    }
}
