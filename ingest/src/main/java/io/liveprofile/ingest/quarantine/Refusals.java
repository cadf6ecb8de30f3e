package io.liveprofile.ingest.quarantine;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;

/**
 * The way into the quarantine: a record is sealed as one piece and stands in a compacted topic under its id, so that one
 * that is refused twice, because a crash had it delivered twice, stands there once.
 *
 * <p>The key is the customer's, so that erasing the customer erases this, too. Where nobody can tell whom a record is
 * about, it is one that changes every month.
 */
public final class Refusals {
    private static final int DETAIL_LENGTH_MAX = 500;

    /** What became of a refused record. */
    public enum Kept {
        KEPT,
        /** It is about a customer who was erased, or from before that: nothing of it was kept. */
        ERASED
    }

    /** What is wrong with a record, and whom it is about if that could be read. */
    public record Refusal(Reason reason, String detail, Optional<CustomerId> customer) {}

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final SubjectKeys keys;

    public Refusals(String topic, Producer<byte[], byte[]> producer, SubjectKeys keys) {
        this.topic = topic;
        this.producer = producer;
        this.keys = keys;
    }

    /** Done once the broker has it on every replica that must: only then may the record's offset be committed. */
    public CompletionStage<Kept> put(Source source, RawRecord raw, Refusal refusal) {
        var now = Instant.now();
        var subject = refusal.customer()
                .map(CustomerId::toString)
                .orElseGet(() -> "quarantine:" + YearMonth.from(now.atOffset(ZoneOffset.UTC)));
        return keys.of(List.of(subject)).thenCompose(found -> {
            var key = found.get(subject);
            if (key != null && raw.timestampMillis() <= key.notBeforeMillis()) {
                return CompletableFuture.completedFuture(Kept.ERASED);
            }
            if (key != null) {
                return keep(source, raw, refusal, key, now).thenApply(_ -> Kept.KEPT);
            }
            if (refusal.customer().isEmpty()) {
                throw new IllegalStateException("the quarantine key of this month was erased");
            }
            return CompletableFuture.completedFuture(Kept.ERASED);
        });
    }

    /** What is larger than the broker takes would come again for ever and stop its partition: its key alone is kept. */
    private CompletionStage<Void> keep(Source source, RawRecord raw, Refusal refusal, SubjectKey key, Instant now) {
        return Sending.send(producer, message(source, raw, refusal, key, now, true))
                .exceptionallyCompose(failure -> {
                    var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : failure;
                    return cause instanceof RecordTooLargeException
                            ? Sending.send(producer, message(source, raw.stub(), refusal, key, now, false))
                            : CompletableFuture.failedFuture(cause);
                });
    }

    private ProducerRecord<byte[], byte[]> message(
            Source source, RawRecord raw, Refusal refusal, SubjectKey key, Instant now, boolean whole) {
        var headers = new ArrayList<Header>(List.of(
                Headers.of(Headers.REASON, refusal.reason().word()),
                Headers.of(Headers.DETAIL, bounded(refusal.detail())),
                Headers.of(Headers.TOPIC, source.topic()),
                Headers.of(Headers.TIME, now.toString()),
                Headers.of(Headers.SUBJECT, key.subject()),
                Headers.of(Headers.WHOLE, String.valueOf(whole))));
        if (source instanceof Source.Read(var origin, var attempt)) {
            headers.add(Headers.of(Headers.PARTITION, String.valueOf(origin.partition())));
            headers.add(Headers.of(Headers.OFFSET, String.valueOf(origin.offset())));
            headers.add(Headers.of(Headers.ATTEMPT, String.valueOf(attempt)));
        }
        return new ProducerRecord<>(
                topic,
                null,
                now.toEpochMilli(),
                source.toString().getBytes(StandardCharsets.UTF_8),
                key.seal(field(source.toString()), raw.toBytes()),
                headers);
    }

    private static String bounded(String detail) {
        return detail.length() <= DETAIL_LENGTH_MAX ? detail : detail.substring(0, DETAIL_LENGTH_MAX) + "...";
    }

    /** Bound to its id: nobody passes one sealed record off as another. */
    static String field(String id) {
        return "quarantine " + id;
    }
}
