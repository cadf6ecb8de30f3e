package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.TOPIC;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.TwentySegments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference workload drained with all rules and 20 segments, and with rules of which each is off. */
public final class IngestJudgingBench implements Bench {
    private static final int RECORDS = 300_000;
    private static final int RECORDS_QUICK = 20_000;

    /** A fifth of the whole. */
    private static final double RATIO_MAX = 1.25;

    private BenchServers servers;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestJudgingBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        var segments = "-Dlive-profile.profile.segments-folder=" + TwentySegments.folder();
        var off = "-Dlive-profile.profile.rules-file=" + rulesThatAreOff();
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
            var measured = run.cold(
                    new Contestant("rules and 20 segments", () -> drain(segments)),
                    new Contestant("nothing judged", () -> drain(off)));
            run.report(measured.of("rules and 20 segments", "CPU of node and PostgreSQL")
                    .beside(measured.of("nothing judged", "CPU of node and PostgreSQL"))
                    .atMost(RATIO_MAX));
            run.report(measured.of("rules and 20 segments", "records/s")
                    .beside(measured.of("nothing judged", "records/s")));
        }
    }

    private Readings drain(String rules) throws Exception {
        return servers.onDatabase(database -> {
            try (var node = servers.node(database, TOPIC, database, rules)) {
                var drained = servers.drain(node, records);
                return Readings.of("records/s", drained.recordsPerSecond(), "records/s")
                        .and("CPU of node and PostgreSQL", drained.cpuMicros(), "µs/record");
            }
        });
    }

    private static Path rulesThatAreOff() throws IOException {
        try (var own = IngestJudgingBench.class.getResourceAsStream("/io/liveprofile/profile/rules/rules.yaml")) {
            if (own == null) {
                throw new IOException("the service's own rules are missing");
            }
            var text = new String(own.readAllBytes(), StandardCharsets.UTF_8);
            var file = Files.createTempFile("rules", ".yaml");
            return Files.writeString(file, text.replaceAll("points: -?\\d+", "points: 0"));
        }
    }
}
