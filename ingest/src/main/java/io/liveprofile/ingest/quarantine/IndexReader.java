package io.liveprofile.ingest.quarantine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the quarantine's topic from its beginning and goes on, in a thread of its own. Whenever it fails, or when there is
 * room again for what was pushed out of the index, it begins anew, and the old index serves until the new one is whole.
 */
final class IndexReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexReader.class);
    private static final Duration POLL_MAX = Duration.ofMillis(200);
    private static final long PAUSE_SECONDS = 1;

    /** How many removals are remembered, as a multiple of the records. */
    private static final int REMOVALS_PER_RECORD = 10;

    private static final int POLL_RECORDS_MAX = 500;

    private final QuarantineSettings settings;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    /**
     * Where the removal of an id stands in its partition, the newest. A topic that isn't compacted yet still holds what was
     * removed: reading it again, that must not push out what waits.
     */
    private final Map<String, Long> removals;

    private final Thread thread;
    private volatile WaitingIndex index;

    private IndexReader(QuarantineSettings settings) {
        this.settings = settings;
        this.index = new WaitingIndex(settings.waitingRecordsMax());
        this.removals = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > REMOVALS_PER_RECORD * settings.waitingRecordsMax();
            }
        };
        this.thread = Thread.ofPlatform().daemon().name("quarantine-index").unstarted(this::run);
    }

    static IndexReader start(QuarantineSettings settings) {
        var reader = new IndexReader(settings);
        reader.thread.start();
        return reader;
    }

    WaitingIndex index() {
        return index;
    }

    /** Once all that waited at the start is known. */
    CompletionStage<Void> whole() {
        return whole;
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (var consumer = QuarantineTopic.consumer(settings.bootstrap(), POLL_RECORDS_MAX)) {
                follow(consumer);
                pause();
            } catch (RuntimeException e) {
                LOG.warn("The quarantine can't be read and will be tried again: {}", e.toString());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = QuarantineTopic.partitions(consumer, settings.topic());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var fresh = new WaitingIndex(settings.waitingRecordsMax());
        boolean read = false;
        while (closed.getCount() > 0 && !(read && fresh.hasRoomForThePushedOut())) {
            consumer.poll(POLL_MAX).forEach(found -> take(found, fresh));
            if (!read && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                read = true;
                index = fresh;
                whole.complete(null);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> found, WaitingIndex fresh) {
        var id = QuarantineTopic.id(found);
        if (found.value() == null) {
            removals.put(id, found.offset());
            fresh.remove(id);
        } else if (removals.getOrDefault(id, -1L) < found.offset()) {
            QuarantineTopic.held(found).ifPresent(fresh::put);
        }
    }

    private void pause() {
        try {
            if (closed.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
