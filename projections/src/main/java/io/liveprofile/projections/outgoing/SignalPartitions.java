package io.liveprofile.projections.outgoing;

import io.liveprofile.projections.outgoing.SignalFeed.Position;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The partitions of the signals' topic, from where to where they reach, and where their one reader is. */
final class SignalPartitions {
    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Duration callMax;
    private List<TopicPartition> all = List.of();
    private long[] begin = {};
    private long[] end = {};

    SignalPartitions(Consumer<byte[], byte[]> consumer, String topic, Duration callMax) {
        this.consumer = consumer;
        this.topic = topic;
        this.callMax = callMax;
    }

    /** @param skipped so many come not again */
    record Start(long[] next, long skipped) {}

    /** Asks the brokers; a partition that is new is read from its end on, until somebody goes back. */
    void refresh() {
        var found = consumer.partitionsFor(topic, callMax).stream()
                .sorted(Comparator.comparingInt(PartitionInfo::partition))
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        begin = offsets(found, consumer.beginningOffsets(found, callMax));
        end = offsets(found, consumer.endOffsets(found, callMax));
        if (!found.equals(all)) {
            var known = all;
            consumer.assign(found);
            IntStream.range(known.size(), found.size()).forEach(i -> consumer.seek(found.get(i), end[i]));
            all = found;
        }
    }

    private static long[] offsets(List<TopicPartition> partitions, Map<TopicPartition, Long> offsets) {
        return partitions.stream()
                .mapToLong(partition -> offsets.getOrDefault(partition, 0L))
                .toArray();
    }

    Position end() {
        return position(end);
    }

    static Position position(long[] next) {
        return new Position(Arrays.stream(next).boxed().toList());
    }

    /** Where whoever stands there goes on. What names more than there is, is of another topic that had this name. */
    Start start(Position after) {
        var next = end.clone();
        long skipped = 0;
        for (int i = 0; i < next.length; i++) {
            long asked = i < after.next().size() ? after.next().get(i) : begin[i];
            if (asked < begin[i]) {
                skipped += begin[i] - asked;
            }
            next[i] = Math.clamp(asked, begin[i], end[i]);
        }
        return bounded(next, skipped);
    }

    private Start bounded(long[] next, long skipped) {
        long missed =
                IntStream.range(0, next.length).mapToLong(i -> end[i] - next[i]).sum();
        if (missed <= SignalFeed.REPLAY_MAX) {
            return new Start(next, skipped);
        }
        long each = SignalFeed.REPLAY_MAX / next.length;
        for (int i = 0; i < next.length; i++) {
            long from = Math.max(next[i], end[i] - each);
            skipped += from - next[i];
            next[i] = from;
        }
        return new Start(next, skipped);
    }

    void backTo(long[] next) {
        for (int i = 0; i < next.length; i++) {
            if (consumer.position(all.get(i), callMax) > next[i]) {
                consumer.seek(all.get(i), next[i]);
            }
        }
    }

    ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        return all.isEmpty() ? ConsumerRecords.empty() : consumer.poll(atMost);
    }
}
