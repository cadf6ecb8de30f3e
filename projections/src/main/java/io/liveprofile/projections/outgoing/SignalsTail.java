package io.liveprofile.projections.outgoing;

import io.liveprofile.profile.Subscription;
import io.liveprofile.projections.outgoing.SignalFeed.Told.Ended;
import io.liveprofile.projections.outgoing.SignalFeed.Told.Noticed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest of {@code customer-signals}, from every partition, as they come: one consumer and one thread for all who
 * listen on this node, and none while nobody does. Whoever was away takes it back to where they were; those who have read
 * on already aren't told again.
 */
public final class SignalsTail implements SignalFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalsTail.class);
    private static final Duration POLL_MAX = Duration.ofMillis(100);
    private static final Duration CALL_MAX = Duration.ofSeconds(3);

    /** A page that is loaded anew finds the consumer still there. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final String bootstrap;
    private final String topic;
    private final Queue<CompletableFuture<Position>> asking = new ConcurrentLinkedQueue<>();
    private final Queue<Follower> joining = new ConcurrentLinkedQueue<>();
    private final Set<Follower> following = ConcurrentHashMap.newKeySet();
    private @Nullable Thread reader;
    private volatile boolean closed;

    public SignalsTail(String bootstrap, OutgoingTopics topics) {
        this(bootstrap, topics.signals());
    }

    SignalsTail(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    @Override
    public CompletionStage<Position> now() {
        var answer = new CompletableFuture<Position>();
        asking.add(answer);
        read();
        return answer;
    }

    @Override
    public Subscription follow(Position after, Consumer<Told> listener) {
        var follower = new Follower(after, listener);
        following.add(follower);
        joining.add(follower);
        read();
        return () -> following.remove(follower);
    }

    private synchronized void read() {
        if (closed) {
            end(new IllegalStateException("this node stops"));
        } else if (reader == null) {
            reader = Thread.ofPlatform().daemon().name("signals-tail").start(this::run);
        }
    }

    private void run() {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = new SignalPartitions(consumer, topic, CALL_MAX);
            long busyUntil = System.nanoTime() + IDLE_MAX.toNanos();
            while (!endsNow(busyUntil)) {
                if (!asking.isEmpty() || !joining.isEmpty()) {
                    partitions.refresh();
                    answer(partitions);
                    join(partitions);
                }
                if (!following.isEmpty()) {
                    busyUntil = System.nanoTime() + IDLE_MAX.toNanos();
                }
                partitions.poll(POLL_MAX).forEach(this::tell);
            }
        } catch (RuntimeException e) {
            LOG.warn("Signals can't be told from {}: {}", topic, e.toString());
            synchronized (this) {
                reader = null;
            }
            end(e);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "live-profile-signals-tail",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
    }

    /** Under the lock, so that nobody comes between the last look and the end. */
    private synchronized boolean endsNow(long busyUntil) {
        boolean wanted = !following.isEmpty() || !asking.isEmpty() || System.nanoTime() < busyUntil;
        if (!closed && wanted) {
            return false;
        }
        reader = null;
        if (closed) {
            end(new IllegalStateException("this node stops"));
        }
        return true;
    }

    private void answer(SignalPartitions partitions) {
        for (var answer = asking.poll(); answer != null; answer = asking.poll()) {
            answer.complete(partitions.end());
        }
    }

    private void join(SignalPartitions partitions) {
        for (var follower = joining.poll(); follower != null; follower = joining.poll()) {
            partitions.backTo(follower.start(partitions));
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            var kind = kind(record);
            following.forEach(follower -> follower.tell(record, kind));
        }
    }

    private static String kind(ConsumerRecord<byte[], byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        var word = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        return word.substring(word.lastIndexOf('.') + 1);
    }

    private void end(RuntimeException why) {
        for (var answer = asking.poll(); answer != null; answer = asking.poll()) {
            answer.completeExceptionally(why);
        }
        joining.clear();
        for (var follower : following) {
            if (following.remove(follower)) {
                follower.listener.accept(new Ended());
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (reader == null) {
            end(new IllegalStateException("this node stops"));
        }
    }

    /** One who listens, and how far they are; moved by the reading thread alone. */
    private static final class Follower {
        private final Position after;
        private final Consumer<Told> listener;
        private long[] next = {};

        Follower(Position after, Consumer<Told> listener) {
            this.after = after;
            this.listener = listener;
        }

        long[] start(SignalPartitions partitions) {
            var start = partitions.start(after);
            if (start.skipped() > 0) {
                listener.accept(new Told.Skipped(start.skipped()));
            }
            next = start.next();
            return next;
        }

        void tell(ConsumerRecord<byte[], byte[]> record, String kind) {
            int partition = record.partition();
            if (partition < next.length && record.offset() >= next[partition]) {
                next[partition] = record.offset() + 1;
                listener.accept(new Noticed(SignalPartitions.position(next), kind, record.value()));
            }
        }
    }
}
