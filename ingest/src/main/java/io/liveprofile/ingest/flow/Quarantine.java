package io.liveprofile.ingest.flow;

import io.liveprofile.profile.domain.Reason;
import io.liveprofile.sealing.SubjectKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a record goes that can't be applied: key, value and headers sealed as one piece, byte for byte once opened, with
 * a key that changes every month, since whom it is about could not be told.
 */
public final class Quarantine {
    static final String FIELD = "quarantine";

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final SubjectKeys keys;

    public Quarantine(String topic, Producer<byte[], byte[]> producer, SubjectKeys keys) {
        this.topic = topic;
        this.producer = producer;
        this.keys = keys;
    }

    /** Done once the broker has it on every replica that must: only then may the record's offset be committed. */
    public CompletionStage<Void> put(ConsumerRecord<byte[], byte[]> refused, Reason reason, String detail) {
        var now = Instant.now();
        var subject = "quarantine:" + YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return keys.of(List.of(subject)).thenCompose(found -> {
            var key = found.get(subject);
            if (key == null) {
                throw new IllegalStateException("the quarantine key of this month was erased");
            }
            return send(new ProducerRecord<>(
                    topic,
                    null,
                    now.toEpochMilli(),
                    null,
                    key.seal(FIELD, whole(refused)),
                    List.of(
                            header("lp-reason", reason.word()),
                            header("lp-detail", detail),
                            header("lp-topic", refused.topic()),
                            header("lp-partition", String.valueOf(refused.partition())),
                            header("lp-offset", String.valueOf(refused.offset())),
                            header("lp-time", now.toString()))));
        });
    }

    private CompletionStage<Void> send(ProducerRecord<byte[], byte[]> sealed) {
        var sent = new CompletableFuture<Void>();
        producer.send(sealed, (_, failure) -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] whole(ConsumerRecord<byte[], byte[]> refused) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(refused.timestamp());
            piece(out, refused.key());
            piece(out, refused.value());
            var headers = refused.headers().toArray();
            out.writeInt(headers.length);
            for (var header : headers) {
                piece(out, header.key().getBytes(StandardCharsets.UTF_8));
                piece(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void piece(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
