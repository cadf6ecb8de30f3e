package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.projections.LifeByLife;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at customers of whom nothing is heard: on every node, each range of slices on one of them. */
public final class LookAgain {
    private static final Logger LOG = LoggerFactory.getLogger(LookAgain.class);

    /** Often enough that silence is noticed within seconds, seldom enough that nobody notices the work. */
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final CustomerProfiles profiles;

    private LookAgain(ConnectionFactory connections, CustomerProfiles profiles) {
        this.connections = connections;
        this.profiles = profiles;
    }

    /**
     * The projection runs from here on; nobody is looked at before {@link #wake}.
     *
     * @param ranges into which the customers are split
     */
    public static LookAgain start(
            Projections projections,
            ConnectionFactory connections,
            CustomerProfiles profiles,
            String entityType,
            int ranges) {
        LookAgainTables.define(connections);
        projections.<ProfileEvent>start(
                DueProjection.NAME, entityType, ranges, range -> new LifeByLife(new DueProjection()));
        return new LookAgain(connections, profiles);
    }

    /**
     * @param topics from which customers are heard
     * @param heard up to when, as far as this node knows
     */
    public void wake(
            ActorSystem<?> system,
            LookAgainSettings settings,
            int ranges,
            List<String> topics,
            Supplier<List<HeardPartition>> heard) {
        var table = new HeardTable(connections);
        system.scheduler()
                .scheduleWithFixedDelay(
                        TELL_EVERY,
                        TELL_EVERY,
                        () -> table.tell(heard.get())
                                .subscribe(
                                        _ -> {},
                                        failure -> LOG.debug("What was heard couldn't be told just now", failure)),
                        system.executionContext());
        var surroundings = new Waker.Surroundings(
                new DueTable(connections), table, topics, profiles, InstantSource.system(), settings);
        var split = Part.split(ranges);
        ShardedDaemonProcess.get(system)
                .init(
                        Waker.Command.class,
                        "look-again",
                        ranges,
                        index -> Waker.create(split.get(index), surroundings),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(Waker.Command.STOP));
    }

    /** How many customers the rules of this node have judged. */
    public CompletionStage<Rejudging> rejudging() {
        return new DueTable(connections).rejudging(profiles.rules().version()).toFuture();
    }
}
