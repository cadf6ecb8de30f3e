package io.liveprofile.persistence.r2dbc.query;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** The smallest event-sourced actor: each command is one event, "id number". */
public final class Tally extends EventSourcedBehavior<Tally.Add, String, Integer> {
    public static final String ENTITY_TYPE = "Tally";

    public record Add(ActorRef<Done> replyTo) {}

    private final String entity;

    public static Behavior<Add> create(String entity) {
        return new Tally(entity);
    }

    private Tally(String entity) {
        super(PersistenceId.of(ENTITY_TYPE, entity));
        this.entity = entity;
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Add, String, Integer> commandHandler() {
        return (count, add) -> Effect()
                .persist(entity + " " + (count + 1))
                .thenRun(() -> add.replyTo().tell(Done.getInstance()));
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
        return (count, event) -> count + 1;
    }
}
