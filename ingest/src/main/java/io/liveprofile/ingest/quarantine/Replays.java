package io.liveprofile.ingest.quarantine;

import io.liveprofile.ingest.quarantine.Source.Read;
import io.liveprofile.ingest.quarantine.Source.Sent;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;

/**
 * Lets a replayed record be read as if it were read where it came from: the same origin, the same time.
 *
 * <p>Anybody who may write to the topic could claim an origin. So the claim is a token sealed with a key that only this
 * service has, bound to the record's own bytes: one that was made up, or was copied onto another record, is ignored and
 * the record taken as it stands.
 */
public final class Replays {
    /** In the fields of an interaction whose record was edited before its replay. */
    public static final String EDITED_FIELD = "lp.edited";

    private static final String SUBJECT = "quarantine:replays";
    private static final String FIELD = "replay";
    private static final Set<String> OURS = Set.of(Headers.REPLAY, Headers.EDITED, Headers.ATTEMPT);

    private final SubjectKeys keys;

    public Replays(SubjectKeys keys) {
        this.keys = keys;
    }

    /** The record that tells it again, where it is to be sent. */
    CompletionStage<ProducerRecord<byte[], byte[]>> again(
            Source source, RawRecord raw, Optional<byte[]> edited, String topicOfHttp) {
        byte[] value = edited.orElse(raw.value());
        var claim = new ReplayToken(source, raw.timestampMillis(), edited.isPresent(), ReplayToken.digest(value));
        return key().thenApply(key -> {
            var headers = new ArrayList<Header>();
            raw.headers().stream()
                    .filter(header -> !OURS.contains(header.name()))
                    .forEach(header -> headers.add(new RecordHeader(header.name(), header.value())));
            headers.add(new RecordHeader(Headers.REPLAY, key.seal(FIELD, claim.toBytes())));
            headers.add(Headers.of(Headers.EDITED, String.valueOf(edited.isPresent())));
            return switch (source) {
                case Read read ->
                    new ProducerRecord<>(read.topic(), read.origin().partition(), raw.key(), value, headers);
                case Sent _ -> new ProducerRecord<>(topicOfHttp, null, raw.key(), value, headers);
            };
        });
    }

    private CompletionStage<SubjectKey> key() {
        return keys.of(List.of(SUBJECT)).thenApply(found -> {
            var key = found.get(SUBJECT);
            if (key == null) {
                throw new IllegalStateException("the key of replays was erased");
            }
            return key;
        });
    }

    /** Each replayed record of a chunk, put back where it came from. */
    public CompletionStage<List<CommittableMessage<byte[], byte[]>>> restored(
            List<CommittableMessage<byte[], byte[]>> chunk) {
        return chunk.stream().noneMatch(message -> message.record().headers().lastHeader(Headers.REPLAY) != null)
                ? CompletableFuture.completedFuture(chunk)
                : key().thenApply(key ->
                        chunk.stream().map(message -> restored(message, key)).toList());
    }

    private static CommittableMessage<byte[], byte[]> restored(
            CommittableMessage<byte[], byte[]> message, SubjectKey key) {
        var found = message.record();
        return ReplayToken.in(found, claim -> key.open(FIELD, claim))
                .filter(token -> ReplayToken.digest(found.value()).equals(token.valueDigest()))
                .map(token -> new CommittableMessage<>(restored(found, token), message.committableOffset()))
                .orElse(message);
    }

    private static ConsumerRecord<byte[], byte[]> restored(ConsumerRecord<byte[], byte[]> found, ReplayToken token) {
        var headers = new RecordHeaders(found.headers());
        OURS.forEach(headers::remove);
        var origin = new Origin(found.topic(), found.partition(), found.offset());
        int attempt = 1;
        if (token.source() instanceof Read(var first, var before)) {
            origin = first;
            attempt = before + 1;
        }
        headers.add(Headers.of(Headers.ATTEMPT, String.valueOf(attempt)));
        headers.add(Headers.of(Headers.EDITED, String.valueOf(token.edited())));
        return new Restored(found, token.timestampMillis(), origin, headers);
    }

    /** Only ours are of this class: headers that a producer has made up count for nothing. */
    private static final class Restored extends ConsumerRecord<byte[], byte[]> {
        Restored(ConsumerRecord<byte[], byte[]> found, long timestampMillis, Origin origin, RecordHeaders headers) {
            super(
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    timestampMillis,
                    TimestampType.CREATE_TIME,
                    found.serializedKeySize(),
                    found.serializedValueSize(),
                    found.key(),
                    found.value(),
                    headers,
                    Optional.empty());
        }
    }

    public static boolean isReplay(ConsumerRecord<byte[], byte[]> consumed) {
        return consumed instanceof Restored;
    }

    /** Under which a record is put into the quarantine. */
    public static Source sourceOf(ConsumerRecord<byte[], byte[]> consumed) {
        int attempt = isReplay(consumed)
                ? Headers.text(consumed.headers(), Headers.ATTEMPT)
                        .map(Integer::parseInt)
                        .orElse(0)
                : 0;
        return new Read(new Origin(consumed.topic(), consumed.partition(), consumed.offset()), attempt);
    }

    public static RawRecord rawOf(ConsumerRecord<byte[], byte[]> consumed) {
        return RawRecord.of(consumed, isReplay(consumed) ? OURS : Set.of());
    }

    /** An interaction says for ever that somebody of ours changed what the producer sent. */
    public static Interaction marked(ConsumerRecord<byte[], byte[]> consumed, Interaction told) {
        boolean edited = isReplay(consumed)
                && Headers.text(consumed.headers(), Headers.EDITED)
                        .map(Boolean::parseBoolean)
                        .orElse(false);
        if (!edited) {
            return told;
        }
        var fields = Fields.builder().put(EDITED_FIELD, new Value.Flag(true));
        told.fields().forEach(fields::put);
        return new Interaction(
                told.messageId(),
                told.name(),
                told.schemaVersion(),
                told.atMillis(),
                told.futureSetBack(),
                told.receivedAtMillis(),
                told.source(),
                told.beside(),
                told.origin(),
                fields.build());
    }
}
