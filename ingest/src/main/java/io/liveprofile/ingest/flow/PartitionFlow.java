package io.liveprofile.ingest.flow;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;
import org.apache.pekko.stream.javadsl.Flow;

/** What happens to the records of one partition, from the consumer to the offset that may be committed. */
public final class PartitionFlow {
    /** While one chunk waits for keys of new customers, the next is decoded. */
    private static final int CHUNKS_SEALED_AT_ONCE = 2;

    /** What each value takes beside itself: its path, and in a sealed one the subject, nonce and tag. */
    private static final int VALUE_BYTES = 100;

    private PartitionFlow() {}

    public static Flow<CommittableMessage<byte[], byte[]>, CommittableOffset, NotUsed> create(
            Restoring restoring, Sealing sealing, Settling settling, Account account, int chunkMax, int inFlightMax) {
        return Flow.<CommittableMessage<byte[], byte[]>>create()
                .<List<CommittableMessage<byte[], byte[]>>>batch(
                        chunkMax,
                        first -> {
                            var chunk = new ArrayList<CommittableMessage<byte[], byte[]>>();
                            chunk.add(first);
                            return chunk;
                        },
                        (chunk, next) -> {
                            chunk.add(next);
                            return chunk;
                        })
                .mapAsync(
                        CHUNKS_SEALED_AT_ONCE,
                        chunk -> restoring
                                .restored(chunk)
                                .thenCompose(sealing::seal)
                                .thenApply(Restoring::marked))
                .via(new CustomerLanes<Step>(
                        inFlightMax,
                        new CustomerLanes.Bounds<>(
                                CustomerProfiles.BATCH_MAX, CustomerProfiles.BATCH_BYTES_MAX, PartitionFlow::bytes),
                        PartitionFlow::lane,
                        batch -> settling.settle(batch, account).whenComplete((_, _) -> account.landed(batch.size())),
                        account::consumed,
                        account::handedBack))
                .map(step -> {
                    account.settled(step);
                    return step.message().committableOffset();
                });
    }

    /** A customer has one lane; what is for no customer waits for nobody. */
    private static Object lane(Step step) {
        return step instanceof Step.Ready ready ? ready.customer() : step;
    }

    /** At least what the interaction takes once serialized. */
    private static int bytes(Step step) {
        int bytes = step.message().record().serializedValueSize() * 2;
        return step instanceof Step.Ready ready
                ? bytes + VALUE_BYTES * values(ready.interaction().fields())
                : bytes;
    }

    private static int values(Fields fields) {
        int values = fields.size();
        for (var value : fields.values()) {
            if (value instanceof Value.Listing(var entries)) {
                for (var entry : entries) {
                    values += values(entry);
                }
            }
        }
        return values;
    }
}
