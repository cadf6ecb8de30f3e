package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.EMPTY;
import static io.liveprofile.server.bench.BenchServers.TOPIC;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference workload drained by a node that makes each customer's key at first sight, by one where all keys are there,
 * and by one whose contract marks no text and no number as personal.
 */
public final class IngestSealingBench implements Bench {
    private static final int RECORDS = 300_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String CPU = "CPU of node and PostgreSQL";
    private static final String BYTES = "journal bytes";

    private static final double KEYS_THERE_MAX = 1.1;
    private static final double FIRST_SIGHT_MAX = 1.25;

    private final List<Key> keys = new ArrayList<>();
    private BenchServers servers;
    private int records;

    private record Key(String subject, byte[] wrapped) {}

    public static void main(String[] args) {
        Benches.main(new IngestSealingBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
            servers.onDatabase(database -> {
                drained(database);
                return keys.addAll(keysOf(database));
            });
            var unmarked = "-Xbootclasspath/a:" + UnmarkedContract.in(servers.folder("unmarked"));
            var measured = run.cold(
                    new Contestant("at first sight", () -> servers.onDatabase(this::drained)),
                    new Contestant("keys are there", () -> servers.onDatabase(this::drainedWithKeys)),
                    new Contestant(
                            "nothing sealed",
                            () -> servers.onDatabase(database -> drainedWithKeys(database, unmarked))));
            run.report(measured.of("keys are there", CPU)
                    .beside(measured.of("nothing sealed", CPU))
                    .atMost(KEYS_THERE_MAX));
            run.report(measured.of("at first sight", CPU)
                    .beside(measured.of("nothing sealed", CPU))
                    .atMost(FIRST_SIGHT_MAX));
            run.report(measured.of("keys are there", "records/s").beside(measured.of("nothing sealed", "records/s")));
            run.report(measured.of("keys are there", BYTES).beside(measured.of("nothing sealed", BYTES)));
        }
    }

    private Readings drainedWithKeys(String database, String... jvmOptions) throws Exception {
        // It makes the tables.
        try (var node = servers.node(database, EMPTY, database + EMPTY)) {
            node.awaitReady();
        }
        put(database);
        return drained(database, jvmOptions);
    }

    private Readings drained(String database, String... jvmOptions) throws Exception {
        try (var node = servers.node(database, TOPIC, database, jvmOptions)) {
            var drained = servers.drain(node, records);
            return Readings.of("records/s", drained.recordsPerSecond(), "records/s")
                    .and(CPU, drained.cpuMicros(), "µs/record")
                    .and(
                            BYTES,
                            servers.number(database, "select sum(length(event_payload)) from event_journal")
                                    / (double) records,
                            "bytes/record");
        }
    }

    private List<Key> keysOf(String database) throws SQLException {
        var found = new ArrayList<Key>();
        try (var connection = servers.connect(database);
                var rows = connection
                        .createStatement()
                        .executeQuery("select subject, wrapped from sealing.subject_key where wrapped is not null")) {
            while (rows.next()) {
                found.add(new Key(rows.getString(1), rows.getBytes(2)));
            }
        }
        return found;
    }

    private void put(String database) throws SQLException {
        try (var connection = servers.connect(database);
                var insert = connection.prepareStatement(
                        "insert into sealing.subject_key (subject, version, wrapped) values (?, 1, ?)")) {
            connection.setAutoCommit(false);
            for (int n = 0; n < keys.size(); n++) {
                insert.setString(1, keys.get(n).subject());
                insert.setBytes(2, keys.get(n).wrapped());
                insert.addBatch();
                if (n % ROWS_AT_ONCE == ROWS_AT_ONCE - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
