package io.liveprofile.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.pekko.kafka.RestrictedConsumer;
import org.apache.pekko.kafka.javadsl.PartitionAssignmentHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions come and go with the nodes. One that goes finishes what was on its way for a bounded time and commits it, so
 * that its next owner reads little twice; what isn't finished is delivered there again and found to be a duplicate.
 *
 * <p>What comes out of its stream while it goes is handled as ever: the partition may be given back at once, its stream
 * then goes on behind that record, and nobody would deliver it again.
 */
final class MovingPartitions implements PartitionAssignmentHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MovingPartitions.class);

    private final Duration drainMax;
    private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();

    MovingPartitions(Duration drainMax) {
        this.drainMax = drainMax;
    }

    void took(TopicPartition partition, long offset) {
        of(partition).took(offset);
    }

    void settled(TopicPartition partition, long offset) {
        of(partition).settled(offset);
    }

    private Progress of(TopicPartition partition) {
        return progress.computeIfAbsent(partition, _ -> new Progress());
    }

    @Override
    public void onAssign(Set<TopicPartition> assigned, RestrictedConsumer consumer) {
        assigned.forEach(partition -> progress.put(partition, new Progress()));
    }

    @Override
    public void onRevoke(Set<TopicPartition> revoked, RestrictedConsumer consumer) {
        finish(revoked, consumer);
    }

    @Override
    public void onLost(Set<TopicPartition> lost, RestrictedConsumer consumer) {
        lost.forEach(partition -> of(partition).close());
    }

    @Override
    public void onStop(Set<TopicPartition> current, RestrictedConsumer consumer) {
        finish(current, consumer);
    }

    private void finish(Set<TopicPartition> leaving, RestrictedConsumer consumer) {
        leaving.forEach(partition -> of(partition).close());
        long deadline = System.nanoTime() + drainMax.toNanos();
        var finished = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : leaving) {
            of(partition).awaitSettled(deadline - System.nanoTime());
            of(partition).committable().ifPresent(next -> finished.put(partition, new OffsetAndMetadata(next)));
        }
        if (!finished.isEmpty()) {
            try {
                consumer.commitSync(finished);
            } catch (RuntimeException e) {
                LOG.warn(
                        "Partitions leave without a last commit, their next owner reads a little twice: {}",
                        e.toString());
            }
        }
    }

    /** How far one partition is, from one assignment to the next revocation. */
    private static final class Progress {
        private static final long NONE = -1;

        private long taken = NONE;
        private long settled = NONE;
        private boolean closed;

        synchronized void took(long offset) {
            if (!closed) {
                taken = offset;
            }
        }

        synchronized void settled(long offset) {
            settled = Math.max(settled, offset);
            notifyAll();
        }

        synchronized void close() {
            closed = true;
        }

        synchronized void awaitSettled(long nanosMax) {
            long deadline = System.nanoTime() + nanosMax;
            try {
                while (settled < taken && System.nanoTime() < deadline) {
                    TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized OptionalLong committable() {
            return settled == NONE ? OptionalLong.empty() : OptionalLong.of(settled + 1);
        }
    }
}
