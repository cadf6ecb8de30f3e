package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** The smallest persistent actor: stores what it is sent, and counts. */
final class Writer extends EventSourcedBehavior<Writer.Command, byte[], Long> {

    sealed interface Command {}

    /** {@code stored} is told {@code sentNanos} once the event is durable. */
    record Store(byte[] event, long sentNanos, LongConsumer stored) implements Command {}

    enum Stop implements Command {
        NOW
    }

    private final Optional<Config> plugins;
    private final Runnable recovered;

    private Writer(PersistenceId id, Optional<Config> plugins, Runnable recovered) {
        super(id);
        this.plugins = plugins;
        this.recovered = recovered;
    }

    /** @param plugins see {@link InService#plugins} */
    static Behavior<Command> create(String id, Config plugins, Runnable recovered) {
        return new Writer(PersistenceId.ofUniqueId(id), Optional.of(plugins), recovered);
    }

    @Override
    public Optional<Config> journalPluginConfig() {
        return plugins;
    }

    @Override
    public Optional<Config> snapshotPluginConfig() {
        return plugins;
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Command, byte[], Long> commandHandler() {
        return (_, command) -> switch (command) {
            case Store(var event, var sentNanos, var stored) ->
                Effect().persist(event).thenRun(() -> stored.accept(sentNanos));
            case Stop _ -> Effect().stop();
        };
    }

    @Override
    public EventHandler<Long, byte[]> eventHandler() {
        return (count, _) -> count + 1;
    }

    @Override
    public SignalHandler<Long> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), _ -> recovered.run())
                .build();
    }
}
