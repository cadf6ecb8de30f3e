package io.liveprofile.persistence.r2dbc.journal;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Counts its events, and answers once they are stored; an empty text only asks. */
final class Counter extends EventSourcedBehavior<Counter.Add, String, Integer> {
    record Add(String text, ActorRef<Integer> replyTo) {}

    private Counter(String id) {
        super(PersistenceId.ofUniqueId(id));
    }

    static Behavior<Add> of(String id) {
        return new Counter(id);
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Add, String, Integer> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onAnyCommand((state, add) -> add.text().isEmpty()
                        ? Effect().none().thenRun(stored -> add.replyTo().tell(stored))
                        : Effect()
                                .persist(add.text())
                                .thenRun(stored -> add.replyTo().tell(stored)));
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
        return (state, event) -> state + 1;
    }
}
