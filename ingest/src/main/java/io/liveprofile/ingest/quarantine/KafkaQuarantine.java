package io.liveprofile.ingest.quarantine;

import io.liveprofile.ingest.quarantine.Quarantine.Shown.Erased;
import io.liveprofile.ingest.quarantine.Quarantine.Shown.Opened;
import io.liveprofile.ingest.quarantine.WaitingIndex.Held;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.sealing.SubjectKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The quarantine as a compacted topic: a record stands there under its id until a tombstone takes its place, which is
 * written only after what it stands for was done.
 */
public final class KafkaQuarantine implements Quarantine, AutoCloseable {
    private final QuarantineSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final SubjectKeys keys;
    private final Replays replays;
    private final IndexReader reader;
    private final RecordReads reads;

    private KafkaQuarantine(QuarantineSettings settings, Producer<byte[], byte[]> producer, SubjectKeys keys) {
        this.settings = settings;
        this.producer = producer;
        this.keys = keys;
        this.replays = new Replays(keys);
        this.reader = IndexReader.start(settings);
        this.reads = new RecordReads(settings);
    }

    public static KafkaQuarantine start(
            QuarantineSettings settings, Producer<byte[], byte[]> producer, SubjectKeys keys, MeterRegistry registry) {
        var quarantine = new KafkaQuarantine(settings, producer, keys);
        for (var reason : Reason.values()) {
            Gauge.builder(
                            "live_profile_quarantine_waiting_records",
                            () -> quarantine.reader.index().count(reason))
                    .description("Records that wait to be replayed or discarded, in the whole deployment")
                    .tag("reason", reason.word())
                    .register(registry);
        }
        return quarantine;
    }

    @Override
    public CompletionStage<Page> list(Filter filter, Optional<String> cursor, int limit) {
        return reader.whole().thenApply(_ -> reader.index().page(filter, cursor, Math.clamp(limit, 1, PAGE_MAX)));
    }

    @Override
    public CompletionStage<Optional<Waiting>> find(String id) {
        return reader.whole().thenApply(_ -> reader.index().find(id).map(Held::waiting));
    }

    @Override
    public CompletionStage<Optional<Shown>> show(String id) {
        return reader.whole().thenCompose(_ -> {
            var held = reader.index().find(id);
            return held.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : reads.at(held.get())
                            .thenCompose(found -> found.isEmpty()
                                    ? CompletableFuture.completedFuture(Optional.empty())
                                    : opened(held.get(), found.get()).thenApply(Optional::of));
        });
    }

    private CompletionStage<Shown> opened(Held held, ConsumerRecord<byte[], byte[]> found) {
        var subject = QuarantineTopic.subject(found);
        return keys.of(List.of(subject)).thenApply(keysFound -> {
            var field = Refusals.field(held.waiting().id());
            return Optional.ofNullable(keysFound.get(subject))
                    .flatMap(key -> key.openIfOurs(field, found.value()))
                    .<Shown>map(opened -> new Opened(held.waiting(), RawRecord.parse(opened)))
                    .orElseGet(() -> new Erased(held.waiting()));
        });
    }

    @Override
    public CompletionStage<Outcome> replay(String id, Optional<byte[]> edited) {
        return show(id).thenCompose(shown -> switch (shown.orElse(null)) {
            case null -> CompletableFuture.completedFuture(Outcome.NOT_WAITING);
            case Erased _ -> CompletableFuture.completedFuture(Outcome.ERASED);
            case Opened(var waiting, var raw) -> replay(waiting, raw, edited);
        });
    }

    private CompletionStage<Outcome> replay(Waiting waiting, RawRecord raw, Optional<byte[]> edited) {
        if (!waiting.whole() && edited.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.NOT_WHOLE);
        }
        if (waiting.source() instanceof Source.Read read
                && !settings.readTopics().contains(read.topic())) {
            return CompletableFuture.completedFuture(Outcome.NOT_READ);
        }
        return replays.again(waiting.source(), raw, edited, settings.httpTopic())
                .thenCompose(again -> Sending.send(producer, again))
                .thenCompose(_ -> remove(waiting.id()));
    }

    @Override
    public CompletionStage<Outcome> discard(String id) {
        return reader.whole()
                .thenCompose(_ -> reader.index().find(id).isEmpty()
                        ? CompletableFuture.completedFuture(Outcome.NOT_WAITING)
                        : remove(id));
    }

    private CompletionStage<Outcome> remove(String id) {
        var tombstone = new ProducerRecord<byte[], byte[]>(settings.topic(), id.getBytes(StandardCharsets.UTF_8), null);
        return Sending.send(producer, tombstone).thenApply(_ -> {
            reader.index().remove(id);
            return Outcome.DONE;
        });
    }

    @Override
    public void close() {
        reader.close();
        reads.close();
    }
}
