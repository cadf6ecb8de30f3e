package io.liveprofile.ingest.flow;

import io.liveprofile.ingest.decode.Decoded;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.ingest.decode.Decoder;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;

/** Decodes a chunk and seals what is personal in it. Behind this nobody sees a personal value in clear. */
public final class Sealing {
    private final Decoder decoder;
    private final SubjectKeys keys;
    private final UntilItWorks untilItWorks;
    private final Executor workers;
    private final Counter blockedIdsLeftOut;

    /** @param workers that seal: not the thread that brings keys from the database, for which all partitions wait */
    public Sealing(
            Decoder decoder, SubjectKeys keys, UntilItWorks untilItWorks, Executor workers, MeterRegistry registry) {
        this.decoder = decoder;
        this.keys = keys;
        this.untilItWorks = untilItWorks;
        this.workers = workers;
        this.blockedIdsLeftOut = Counter.builder("live_profile_ingest_blocked_ids_left_out")
                .description("Records read that carried a placeholder beside a sound id")
                .register(registry);
    }

    public CompletionStage<List<Step>> seal(List<CommittableMessage<byte[], byte[]>> chunk) {
        var decoded =
                chunk.stream().map(message -> decoder.decode(message.record())).toList();
        var subjects = new HashSet<String>();
        for (var each : decoded) {
            if (each instanceof Told told) {
                subjects.add(told.customer().toString());
                if (told.blockedIdLeftOut()) {
                    blockedIdsLeftOut.increment();
                }
            }
        }
        return untilItWorks.ask(() -> keys.of(subjects)).thenApplyAsync(found -> steps(chunk, decoded, found), workers);
    }

    private static List<Step> steps(
            List<CommittableMessage<byte[], byte[]>> chunk, List<Decoded> decoded, Map<String, SubjectKey> keys) {
        var steps = new ArrayList<Step>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            var message = chunk.get(i);
            steps.add(
                    switch (decoded.get(i)) {
                        case Told told -> step(message, told, keys);
                        case Rejected rejected -> new Step.Unfit(message, rejected);
                        case Decoded.Skipped() -> new Step.Idle(message, Skipped.EMPTY);
                    });
        }
        return steps;
    }

    /**
     * A subject without a key was erased: its records ask for nothing any more. One that has begun anew has a key for what
     * happens since.
     */
    private static Step step(CommittableMessage<byte[], byte[]> message, Told told, Map<String, SubjectKey> keys) {
        var key = keys.get(told.customer().toString());
        return key == null || Math.min(told.atMillis(), told.receivedAtMillis()) <= key.notBeforeMillis()
                ? new Step.Idle(message, Skipped.ERASED)
                : new Step.Ready(message, told.customer(), interaction(told, message.record(), key));
    }

    private static Interaction interaction(Told told, ConsumerRecord<byte[], byte[]> consumed, SubjectKey key) {
        return new Interaction(
                told.messageId(),
                told.name(),
                told.schemaVersion(),
                told.atMillis(),
                told.futureSetBack(),
                told.receivedAtMillis(),
                told.customer(),
                told.beside(),
                Optional.of(new Origin(consumed.topic(), consumed.partition(), consumed.offset())),
                told.fields().sealed(key));
    }
}
