package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.TODAY;

import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;

/** What comes in all the time while something else is measured: the reference workload, whatever becomes of it. */
final class SteadyLoad implements AutoCloseable {
    private static final int PER_SECOND = 2_000;

    /** Longer than any bench. */
    private static final int RECORDS = PER_SECOND * 3_600;

    private final Thread feeding;

    /** @param quick a tenth: a cold node on a busy machine falls behind more */
    SteadyLoad(BenchServers servers, String topic, long seed, boolean quick) {
        int perSecond = quick ? PER_SECOND / 10 : PER_SECOND;
        feeding = Thread.ofPlatform().name("steady-load").start(() -> {
            try (var feed = new KafkaFeed(servers.kafka(), topic)) {
                feed.atRate(new ShopDay(seed, ShopDay.CUSTOMERS, RECORDS, TODAY), perSecond);
                // It was told to end, and ends in order: a producer that closes would take the flag for another word.
                Thread.interrupted();
            }
        });
    }

    /** So that nothing is taken for measured under a load that has ended. */
    void assertGoesOn() {
        if (!feeding.isAlive()) {
            throw new IllegalStateException("the load has ended before the measurement did");
        }
    }

    @Override
    public void close() {
        feeding.interrupt();
        try {
            feeding.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
