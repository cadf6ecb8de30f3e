package io.liveprofile.ingest.privacy;

import io.liveprofile.ingest.flow.UntilItWorks;
import io.liveprofile.ingest.privacy.PrivacyRequest.Erase;
import io.liveprofile.ingest.privacy.PrivacyRequest.Unfit;
import io.liveprofile.ingest.quarantine.Refusals;
import io.liveprofile.ingest.quarantine.Refusals.Refusal;
import io.liveprofile.ingest.quarantine.Replays;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of requests. An offset is committed once its request is where it will be done from, or the record is in
 * the quarantine, whole.
 */
public final class PrivacyTopic {
    private final ActorSystem<?> system;
    private final String topic;
    private final ConsumerSettings<byte[], byte[]> consumer;
    private final PrivacyRequests requests;
    private final Refusals refusals;
    private final UntilItWorks untilItWorks;
    private final MeterRegistry registry;
    private volatile Consumer.@Nullable Control control;

    public PrivacyTopic(
            ActorSystem<?> system,
            String topic,
            ConsumerSettings<byte[], byte[]> consumer,
            PrivacyRequests requests,
            Refusals refusals,
            UntilItWorks untilItWorks,
            MeterRegistry registry) {
        this.system = system;
        this.topic = topic;
        this.consumer = consumer;
        this.requests = requests;
        this.refusals = refusals;
        this.untilItWorks = untilItWorks;
        this.registry = registry;
    }

    public void start() {
        RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2), this::settled)
                .via(Committer.flow(CommitterSettings.create(system)))
                .runWith(Sink.ignore(), system);
    }

    private Source<CommittableOffset, NotUsed> settled() {
        return Consumer.committableSource(consumer, Subscriptions.topics(topic))
                .mapMaterializedValue(started -> {
                    control = started;
                    return NotUsed.getInstance();
                })
                .mapAsync(1, message -> settle(message).thenApply(_ -> message.committableOffset()));
    }

    private CompletionStage<Done> settle(CommittableMessage<byte[], byte[]> message) {
        var record = message.record();
        byte @Nullable [] value = record.value();
        if (value == null) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        return switch (PrivacyRequest.of(value)) {
            case Erase(var requestId, var customer) ->
                untilItWorks
                        .ask(() -> requests.erase(requestId, customer, "record " + origin(record)))
                        .thenCompose(taken -> taken
                                ? counted("accepted")
                                : quarantine(
                                        record,
                                        new Unfit(
                                                Reason.NOT_IN_CONTRACT,
                                                "/requestId was used for another customer",
                                                Optional.of(customer))));
            case Unfit unfit -> quarantine(record, unfit);
        };
    }

    private CompletionStage<Done> quarantine(ConsumerRecord<byte[], byte[]> record, Unfit unfit) {
        return untilItWorks
                .ask(() -> refusals.put(
                        Replays.sourceOf(record),
                        Replays.rawOf(record),
                        new Refusal(unfit.why(), unfit.detail(), unfit.customer())))
                .thenCompose(_ -> counted("quarantined"));
    }

    private CompletionStage<Done> counted(String outcome) {
        Counter.builder("live_profile_privacy_requests")
                .description("Records of the topic of privacy requests")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private static Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset());
    }

    /** Reads no more. What is done and not committed is read again elsewhere, and found to be done. */
    public CompletionStage<Done> stop() {
        var running = control;
        return running == null
                ? CompletableFuture.completedFuture(Done.getInstance())
                : running.drainAndShutdown(
                        CompletableFuture.completedFuture(Done.getInstance()), system.executionContext());
    }
}
