package io.liveprofile.ingest.flow;

import io.liveprofile.ingest.quarantine.Replays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;

/** Puts the replayed records of a chunk back where they came from, and marks the interactions of edited ones. */
public final class Restoring {
    private final Replays replays;
    private final UntilItWorks untilItWorks;

    public Restoring(Replays replays, UntilItWorks untilItWorks) {
        this.replays = replays;
        this.untilItWorks = untilItWorks;
    }

    CompletionStage<List<CommittableMessage<byte[], byte[]>>> restored(List<CommittableMessage<byte[], byte[]>> chunk) {
        return untilItWorks.ask(() -> replays.restored(chunk));
    }

    static List<Step> marked(List<Step> steps) {
        return steps.stream().anyMatch(step -> Replays.isReplay(step.message().record()))
                ? steps.stream().map(Restoring::marked).toList()
                : steps;
    }

    private static Step marked(Step step) {
        return step instanceof Step.Ready(var message, var customer, var interaction)
                        && Replays.isReplay(message.record())
                ? new Step.Ready(message, customer, Replays.marked(message.record(), interaction))
                : step;
    }
}
