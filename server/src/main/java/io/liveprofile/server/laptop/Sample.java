package io.liveprofile.server.laptop;

import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.Shop;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** The sample traffic: a small shop that is open for as long as the run lasts. */
final class Sample implements AutoCloseable {
    /** The same people and stories on every machine and after every restart. */
    private static final long SEED = 1;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Thread thread;

    private Sample(Thread thread) {
        this.thread = thread;
    }

    static Sample start(String bootstrap, PrintStream out) {
        var thread = Thread.ofPlatform().daemon().name("sample").start(() -> play(bootstrap, out));
        return new Sample(thread);
    }

    private static void play(String bootstrap, PrintStream out) {
        var shop = new Shop(SEED, Shop.CUSTOMERS, Shop.RECORDS_PER_SECOND, Instant.now());
        try (var feed = new KafkaFeed(bootstrap, Topics.EVENTS)) {
            feed.atRate(shop, Shop.RECORDS_PER_SECOND);
            // Told to stop by an interrupt, which would also break off the sending of what was given to the producer.
            Thread.interrupted();
        } catch (RuntimeException e) {
            out.println("the sample traffic ended: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
