package io.liveprofile.profile.entity;

import io.liveprofile.profile.After;
import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.WaitedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Readers who wait for an interaction of one customer. Nothing of it is stored: it costs a few words until somebody waits,
 * and is gone with the actor, whose asker's time-out then speaks.
 */
final class Waiting {
    /** Beyond it nobody waits. */
    static final int READERS_MAX = 100;

    /** Partitions from which the customer was told of lately; one, but for a topic that is being repartitioned. */
    private static final int ORIGINS_MAX = 4;

    private final TimerScheduler<Command> timers;
    private List<Await> readers = List.of();
    private List<Origin> newest = List.of();

    Waiting(TimerScheduler<Command> timers) {
        this.timers = timers;
    }

    /** Whether nothing has to be waited for. */
    boolean isIn(Profile profile, After after) {
        return switch (after) {
            case After.Message(var messageId) -> profile.remembers(Hash64.of(messageId));
            case After.Record(var origin) -> newest.stream().anyMatch(known -> isAtOrBehind(known, origin));
        };
    }

    private static boolean isAtOrBehind(Origin known, Origin origin) {
        return isOfPartition(known, origin) && known.offset() >= origin.offset();
    }

    private static boolean isOfPartition(Origin one, Origin other) {
        return one.partition() == other.partition() && one.topic().equals(other.topic());
    }

    /** False where too many wait already. */
    boolean add(Await reader) {
        if (readers.size() == READERS_MAX) {
            return false;
        }
        readers = with(readers, reader);
        timers.startSingleTimer(reader, new WaitedOut(reader), Duration.ofMillis(reader.waitMillis()));
        return true;
    }

    private static <T> List<T> with(List<T> all, T one) {
        var longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }

    /** What was told is durable now, or was before. */
    void told(Profile profile, List<Interaction> interactions, Consumer<Await> isIn) {
        for (var interaction : interactions) {
            interaction.origin().ifPresent(this::note);
        }
        if (!readers.isEmpty()) {
            release(readers.stream()
                            .filter(reader -> isIn(profile, reader.after()))
                            .toList())
                    .forEach(isIn);
        }
    }

    private void note(Origin origin) {
        if (newest.stream().noneMatch(known -> isAtOrBehind(known, origin))) {
            var others = newest.stream()
                    .filter(known -> !isOfPartition(known, origin))
                    .toList();
            if (others.size() < ORIGINS_MAX) {
                newest = List.copyOf(with(others, origin));
            }
        }
    }

    /** Whether this one still waited. */
    boolean isOver(Await reader) {
        return !release(List.of(reader)).isEmpty();
    }

    /** Whoever waits waits elsewhere from now on. */
    List<Await> all() {
        return release(readers);
    }

    private List<Await> release(List<Await> gone) {
        var released = gone.stream().filter(readers::contains).toList();
        released.forEach(timers::cancel);
        if (!released.isEmpty()) {
            var left = new ArrayList<>(readers);
            left.removeAll(released);
            readers = left.isEmpty() ? List.of() : left;
        }
        return released;
    }
}
