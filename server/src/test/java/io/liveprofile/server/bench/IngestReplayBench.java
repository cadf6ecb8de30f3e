package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.TOPIC;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.server.bench.BenchServers.Drained;

/**
 * A topic that was applied already, read once more from its beginning by a node that starts cold, beside the first time:
 * nothing but duplicates, three quarters of them older than what a profile remembers.
 */
public final class IngestReplayBench implements Bench {

    /** So few that nearly each has more interactions than its profile remembers ids. */
    private static final int CUSTOMERS = 25;

    private static final int RECORDS = 100_000;
    private static final int RECORDS_QUICK = 5_000;

    private BenchServers servers;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestReplayBench(), args);
    }

    private record Pass(Drained drained, double duplicates) {}

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(CUSTOMERS, records);
            var measured = run.cold(new Contestant("drain", this::twice));
            run.report(measured.of("drain", "replay")
                    .beside(measured.of("drain", "first pass"))
                    .atLeast(1));
            run.report(measured.of("drain", "replay, CPU of node and PostgreSQL")
                    .beside(measured.of("drain", "first pass, CPU of node and PostgreSQL")));
            run.report(measured.of("drain", "replay, duplicates").alone());
        }
    }

    private Readings twice() throws Exception {
        return servers.onDatabase(database -> {
            var first = pass(database, database + "_first");
            var again = pass(database, database + "_again");
            return Readings.of("first pass", first.drained().recordsPerSecond(), "records/s")
                    .and("replay", again.drained().recordsPerSecond(), "records/s")
                    .and(
                            "first pass, CPU of node and PostgreSQL",
                            first.drained().cpuMicros(),
                            "µs/record")
                    .and("replay, CPU of node and PostgreSQL", again.drained().cpuMicros(), "µs/record")
                    .and("replay, duplicates", again.duplicates(), "duplicates/record");
        });
    }

    private Pass pass(String database, String group) throws Exception {
        try (var node = servers.node(database, TOPIC, group)) {
            var drained = servers.drain(node, records);
            return new Pass(drained, node.metric("live_profile_ingest_records_total", "duplicate") / records);
        }
    }
}
