package io.liveprofile.server.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** The least that an event-sourced actor can be: it holds nothing and answers, under an id as the reference workload has them. */
final class EmptyActor extends EventSourcedBehavior<EmptyActor.Ask, String, String> {
    static final EntityTypeKey<Ask> TYPE = EntityTypeKey.create(Ask.class, "empty");

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final int AT_ONCE = 500;

    record Ask(ActorRef<Ask> replyTo) {}

    EmptyActor(String id) {
        super(PersistenceId.of(TYPE.name(), id));
    }

    @Override
    public String emptyState() {
        return "";
    }

    @Override
    public CommandHandler<Ask, String, String> commandHandler() {
        return (_, ask) -> Effect().none().thenReply(ask.replyTo(), _ -> ask);
    }

    @Override
    public EventHandler<String, String> eventHandler() {
        return (state, _) -> state;
    }

    /** Those of these numbers are in memory afterwards. */
    static void wake(ClusterSharding sharding, int from, int to) {
        for (int first = from; first < to; first += AT_ONCE) {
            var answers = IntStream.range(first, Math.min(to, first + AT_ONCE))
                    .mapToObj(number -> sharding.entityRefFor(TYPE, "user_id:c%07d".formatted(number))
                            .<Ask>ask(Ask::new, WAIT_MAX))
                    .map(answer -> answer.toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(answers).join();
        }
    }
}
