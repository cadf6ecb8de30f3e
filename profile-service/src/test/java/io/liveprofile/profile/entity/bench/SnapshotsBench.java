package io.liveprofile.profile.entity.bench;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.profile.domain.CustomerId;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a snapshot now and then costs each entry, and what it saves who is read from the journal, by how many entries lie
 * between two. The customers have done a thousand things, and the newest snapshot of each lies half way back to the next.
 */
public final class SnapshotsBench implements Bench {
    private static final int[] EVERY = {25, 100, 400};
    private static final int HISTORY = 1_000;
    private static final int CUSTOMERS = 60;

    public static void main(String[] args) {
        Benches.main(new SnapshotsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        int history = run.quick() ? HISTORY / 10 : HISTORY;
        var measured = run.interleaved(IntStream.of(EVERY)
                .mapToObj(every -> new Contestant(name(every), () -> told(every, history)))
                .toArray(Contestant[]::new));
        var usual = name(Shop.SNAPSHOT_EVERY_ENTRIES);
        for (var every : EVERY) {
            run.report(measured.of(name(every), "CPU an entry").beside(measured.of(usual, "CPU an entry")));
            run.report(measured.of(name(every), "cold read, p50").beside(measured.of(usual, "cold read, p50")));
        }
    }

    private static String name(int every) {
        return "every " + every;
    }

    private static Readings told(int every, int history) throws Exception {
        try (var shop = new Shop(every)) {
            var cpu = cpu();
            int entries = history / every * every + every / 2;
            long before = cpu.micros();
            for (int entry = 0; entry < entries; entry++) {
                shop.tellAll(customers());
            }
            double micros = (cpu.micros() - before) / ((double) entries * CUSTOMERS);
            shop.awaitPassivated(customers().collect(Collectors.toSet()));
            var reads = new Latencies();
            customers().forEach(id -> {
                long begun = System.nanoTime();
                shop.node.read(id);
                reads.recordSince(begun);
            });
            return Readings.of("CPU an entry", micros, "µs").and("cold read, p50", reads.millisAt(50), "ms");
        }
    }

    private static Stream<CustomerId> customers() {
        return LongStream.range(0, CUSTOMERS).mapToObj(number -> CustomerId.user("known" + number));
    }

    private static CpuAccounts cpu() throws SQLException {
        try (var connection = Shop.database();
                var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            return CpuAccounts.ofThisJvmAndPostgres(rows.getLong(1));
        }
    }
}
