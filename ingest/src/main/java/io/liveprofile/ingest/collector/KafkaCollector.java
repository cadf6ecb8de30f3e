package io.liveprofile.ingest.collector;

import io.liveprofile.ingest.collector.JsonObject.NotJson;
import io.liveprofile.ingest.collector.SentEvents.Event;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoder;
import io.liveprofile.ingest.quarantine.RawRecord;
import io.liveprofile.ingest.quarantine.Refusals;
import io.liveprofile.ingest.quarantine.Refusals.Refusal;
import io.liveprofile.ingest.quarantine.Source;
import io.liveprofile.profile.domain.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the topic that ingest reads, and answers once the brokers have it. What ingest would refuse is told at once, and
 * goes to the quarantine without the way through the topic.
 */
public final class KafkaCollector implements Collector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCollector.class);
    private static final int LINGER_MILLIS = 5;
    private static final long BUFFER_BYTES_MIN = 4 * 1_024 * 1_024;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final CollectorSettings settings;
    private final Decoder decoder;
    private final Refusals refusals;
    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry registry;
    private final Semaphore bytesFree;
    /** A producer that doesn't know its brokers yet blocks: not a thread that answers others. */
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    private KafkaCollector(CollectorSettings settings, Decoder decoder, Refusals refusals, MeterRegistry registry) {
        this.settings = settings;
        this.decoder = decoder;
        this.refusals = refusals;
        this.registry = registry;
        this.bytesFree = new Semaphore(settings.inFlightBytesMax());
        int ackMillis = (int) settings.ackMax().toMillis();
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        ackMillis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ackMillis / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        ackMillis,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        Math.max(BUFFER_BYTES_MIN, settings.inFlightBytesMax() * 4L)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static KafkaCollector start(
            CollectorSettings settings, Decoder decoder, Refusals refusals, MeterRegistry registry) {
        var collector = new KafkaCollector(settings, decoder, refusals, registry);
        Gauge.builder(
                        "live_profile_collector_in_flight_bytes",
                        () -> settings.inFlightBytesMax() - collector.bytesFree.availablePermits())
                .description("Bodies taken that Kafka has not acknowledged yet")
                .register(registry);
        return collector;
    }

    @Override
    public int bodyBytesMax() {
        return settings.bodyBytesMax();
    }

    @Override
    public CompletionStage<Answer> take(Kind kind, byte[] body) {
        if (!bytesFree.tryAcquire(body.length)) {
            count("busy", 1);
            return CompletableFuture.completedFuture(new Answer.Busy());
        }
        return CompletableFuture.supplyAsync(() -> taken(kind, body), senders)
                .thenCompose(answer -> answer)
                .exceptionally(failure -> {
                    LOG.warn("Events over HTTP were not acknowledged: {}", failure.toString());
                    count("away", 1);
                    return new Answer.Away();
                })
                .whenComplete((_, _) -> bytesFree.release(body.length));
    }

    private CompletionStage<Answer> taken(Kind kind, byte[] body) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            var events = SentEvents.of(kind, body, now);
            return events.size() <= settings.eventsMax()
                    ? taken(events, now)
                    : unreadable(
                            "/batch has more than " + settings.eventsMax() + " events", Reason.TOO_LARGE, body, now);
        } catch (NotJson e) {
            return unreadable(e.detail(), Reason.UNREADABLE, body, now);
        }
    }

    private CompletionStage<Answer> unreadable(String detail, Reason reason, byte[] body, Instant now) {
        count("refused", 1);
        return refuse(new Event(body, null, null, detail), new Refusal(reason, detail, Optional.empty()), now)
                .thenApply(_ -> new Answer.Unreadable(detail));
    }

    private CompletionStage<Answer> taken(List<Event> events, Instant now) {
        var bad = new ArrayList<Bad>();
        var waitedFor = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var refusal = refusal(event, now);
            if (refusal.isPresent()) {
                bad.add(new Bad(i, refusal.get().reason(), refusal.get().detail()));
                waitedFor.add(refuse(event, refusal.get(), now).toCompletableFuture());
            } else {
                waitedFor.add(write(event, now));
            }
        }
        return CompletableFuture.allOf(waitedFor.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    count("taken", events.size() - bad.size());
                    count("refused", bad.size());
                    return new Answer.Taken(events.size() - bad.size(), bad);
                });
    }

    /** As ingest would judge it. */
    private Optional<Refusal> refusal(Event event, Instant now) {
        if (event.problem() != null) {
            return Optional.of(new Refusal(Reason.UNREADABLE, event.problem(), Optional.empty()));
        }
        if (event.sent().length > settings.eventBytesMax()) {
            return Optional.of(new Refusal(
                    Reason.TOO_LARGE,
                    "the event has more than " + settings.eventBytesMax() + " bytes",
                    Optional.empty()));
        }
        return decoder.decode(consumed(event, now)) instanceof Rejected(var reason, var detail, var customer)
                ? Optional.of(new Refusal(reason, detail, customer))
                : Optional.empty();
    }

    private ConsumerRecord<byte[], byte[]> consumed(Event event, Instant now) {
        return new ConsumerRecord<>(
                settings.topic(),
                0,
                0,
                now.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key(event),
                event.whole(),
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte @Nullable [] key(Event event) {
        return event.key() == null ? null : event.key().getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<Void> write(Event event, Instant now) {
        var written = new CompletableFuture<Void>();
        producer.send(
                new ProducerRecord<>(settings.topic(), null, now.toEpochMilli(), key(event), event.whole()),
                (_, failure) -> {
                    if (failure == null) {
                        written.complete(null);
                    } else {
                        written.completeExceptionally(failure);
                    }
                });
        return written;
    }

    /** Whole where it was made whole, so that its replay is read as it would have been. */
    private CompletionStage<?> refuse(Event event, Refusal refusal, Instant now) {
        var value = event.whole() == null ? event.sent() : event.whole();
        return refusals.put(
                Source.overHttp(), new RawRecord(now.toEpochMilli(), key(event), value, List.of()), refusal);
    }

    private void count(String outcome, int events) {
        if (events > 0) {
            registry.counter("live_profile_collector_events", "outcome", outcome)
                    .increment(events);
        }
    }

    @Override
    public void close() {
        senders.shutdown();
        producer.close(CLOSE_MAX);
    }
}
