package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Rounds;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.journal.BareFlushes;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How fast event-sourced actors write through group commit, beside one row a statement and beside the bare statement. */
public final class JournalBench implements Bench {
    private static final int FEW = 256;
    private static final int MANY = 1_024;
    private static final int POOL = 30;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<Integer, Double> rowsPerFlush = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        Benches.main(new JournalBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        Metrics.addRegistry(meters);
        int entities = run.quick() ? 2_000 : 10_000;
        var span = run.quick() ? Duration.ofMillis(500) : Duration.ofMillis(2_500);
        var lone = run.quick() ? Duration.ofMillis(300) : Duration.ofSeconds(1);
        var grouped = InService.around(TestConfig.inNewSchema());
        try (var ours = Writers.start("grouped", grouped, entities);
                var rows = Writers.start("row-by-row", rowByRow(), entities)) {
            var connections = Connections.get(ours.system());
            int lanes = grouped.getInt("pekko.persistence.r2dbc.journal.lanes");
            var bare = new BareFlushes(connections, ours.cpu(), entities / lanes, Writers.EVENT_BYTES);
            var inserts = new BareInserts(connections, ours.cpu());
            var copies = new BareCopies(connections, ours.cpu(), entities / lanes);
            Sql.fillLog(connections);
            warmUp(ours, rows, span);
            var rounds = run.interleaved(Stream.of(
                            new Contestant("group commit, 256", () -> grouped(ours, FEW, span)),
                            new Contestant("row by row, 256", () -> rows.write(FEW, span)),
                            new Contestant("bare batches, 256", () -> bare.run(lanes, rows(FEW), span)),
                            new Contestant("group commit, 1024", () -> grouped(ours, MANY, span)),
                            new Contestant("row by row, 1024", () -> rows.write(MANY, span)),
                            new Contestant("bare batches, 1024", () -> bare.run(lanes, rows(MANY), span)),
                            new Contestant("bare copies, 1024", () -> copies.run(lanes, rows(MANY), span)),
                            new Contestant("bare inserts on 30", () -> inserts.run(POOL, entities, span)),
                            new Contestant("group commit, lone", () -> ours.write(1, lone)),
                            new Contestant("bare insert, lone", () -> inserts.run(1, entities, lone)))
                    .map(contestant -> afterCheckpoint(contestant, connections))
                    .toList());
            report(run, rounds, "256", 4.5);
            report(run, rounds, "1024", 4);
            run.report(
                    rounds.of("bare copies, 1024", "entries/s").beside(rounds.of("bare batches, 1024", "entries/s")));
            run.report(rounds.of("bare copies, 1024", "CPU per entry")
                    .beside(rounds.of("bare batches, 1024", "CPU per entry")));
            run.report(rounds.of("group commit, lone", "p50")
                    .beside(rounds.of("bare insert, lone", "p50"))
                    .atMost(1.5));
            run.report(rounds.of("row by row, 256", "entries/s")
                    .beside(rounds.of("bare inserts on 30", "entries/s"))
                    .atLeast(0.6));
        }
    }

    /** So that no round pays for the log of the one before. */
    private static Contestant afterCheckpoint(Contestant contestant, Connections connections) {
        return new Contestant(contestant.name(), () -> {
            Sql.change(connections.pool(), "checkpoint").block();
            return contestant.round().call();
        });
    }

    /** The compiler needs more than the one round that nobody measures. */
    private static void warmUp(Writers ours, Writers rows, Duration span) throws InterruptedException {
        for (int n = 0; n < 3; n++) {
            ours.write(MANY, span);
            ours.write(1, span);
            rows.write(FEW, span);
        }
    }

    private static void report(Run run, Rounds rounds, String inFlight, double timesFaster) {
        var ours = "group commit, " + inFlight;
        var rival = "row by row, " + inFlight;
        var bare = "bare batches, " + inFlight;
        run.report(rounds.of(ours, "entries/s")
                .beside(rounds.of(rival, "entries/s"))
                .atLeast(timesFaster));
        run.report(rounds.of(ours, "CPU per entry")
                .beside(rounds.of(rival, "CPU per entry"))
                .atMost(1 / 7.0));
        run.report(rounds.of(ours, "p50").beside(rounds.of(rival, "p50")));
        run.report(rounds.of(ours, "p99").beside(rounds.of(rival, "p99")).atMost(0.5));
        run.report(rounds.of(ours, "entries/s")
                .beside(rounds.of(bare, "entries/s"))
                .atLeast(0.5));
        run.report(rounds.of(ours, "CPU per entry").beside(rounds.of(bare, "CPU per entry")));
        run.report(rounds.of(ours, "entries per flush").alone());
    }

    private Readings grouped(Writers ours, int inFlight, Duration span) throws InterruptedException {
        var flushes = meters.get("live_profile_journal_flush_entries").summary();
        long countBefore = flushes.count();
        double rowsBefore = flushes.totalAmount();
        var readings = ours.write(inFlight, span);
        double rows = (flushes.totalAmount() - rowsBefore) / Math.max(1, flushes.count() - countBefore);
        rowsPerFlush.put(inFlight, rows);
        return readings.and("entries per flush", rows, "rows");
    }

    private int rows(int inFlight) {
        return Math.max(1, (int) Math.round(rowsPerFlush.getOrDefault(inFlight, 1.0)));
    }

    static Config rowByRow() {
        return ConfigFactory.parseString("""
            bench.journal {
              class = "io.liveprofile.persistence.r2dbc.bench.RowByRowJournal"
              plugin-dispatcher = "pekko.actor.default-dispatcher"
              replay-filter.mode = off
            }
            bench.snapshots {
              class = "io.liveprofile.persistence.r2dbc.bench.RowByRowSnapshots"
              plugin-dispatcher = "pekko.actor.default-dispatcher"
            }
            pekko.persistence.journal.plugin = "bench.journal"
            pekko.persistence.snapshot-store.plugin = "bench.snapshots"
            pekko.persistence.r2dbc.connection-factory { initial-size = 10, max-size = 30 }
            """).withFallback(InService.around(TestConfig.inNewSchema()));
    }
}
