package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Rounds;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.time.Duration;

/**
 * How many ids come back per second, 256 at once, in groups and with queries for each: what the plugin fetches, and whole
 * actors.
 */
public final class RecoveryBench implements Bench {
    private static final int AT_ONCE = 256;
    private static final int ENTRIES = 20;
    private static final double TIMES_FASTER = 4;

    public static void main(String[] args) {
        Benches.main(new RecoveryBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        int ids = run.quick() ? 1_000 : 20_000;
        var span = run.quick() ? Duration.ofMillis(500) : Duration.ofMillis(2_000);
        try (var groups = Awakenings.start("groups", InService.around(TestConfig.inNewSchema()), ids, ENTRIES);
                var single = Awakenings.start("one-query", oneQuery(), ids, ENTRIES);
                var three = Awakenings.start("row-by-row", JournalBench.rowByRow(), ids, ENTRIES)) {
            warmUp(groups, single, three, span);
            var rounds = run.interleaved(
                    new Contestant("fetched in groups, never seen", () -> groups.fetchNeverSeen(AT_ONCE, span)),
                    new Contestant("fetched one by one, never seen", () -> single.fetchNeverSeen(AT_ONCE, span)),
                    new Contestant("fetched in groups, 20 entries", () -> groups.fetchSeen(AT_ONCE, span)),
                    new Contestant("fetched one by one, 20 entries", () -> single.fetchSeen(AT_ONCE, span)),
                    new Contestant("actors in groups, never seen", () -> groups.neverSeen(AT_ONCE, span)),
                    new Contestant("actors query by query, never seen", () -> three.neverSeen(AT_ONCE, span)),
                    new Contestant("actors in groups, 20 entries", () -> groups.seen(AT_ONCE, span)),
                    new Contestant("actors query by query, 20 entries", () -> three.seen(AT_ONCE, span)));
            for (var what : new String[] {"never seen", "20 entries"}) {
                report(run, rounds, "fetched in groups, " + what, "fetched one by one, " + what);
                report(run, rounds, "actors in groups, " + what, "actors query by query, " + what);
            }
        }
    }

    private static void warmUp(Awakenings groups, Awakenings single, Awakenings three, Duration span)
            throws InterruptedException {
        for (int n = 0; n < 2; n++) {
            groups.neverSeen(AT_ONCE, span);
            groups.seen(AT_ONCE, span);
            single.fetchSeen(AT_ONCE, span);
            three.neverSeen(AT_ONCE, span);
            three.seen(AT_ONCE, span);
        }
    }

    private static void report(Run run, Rounds rounds, String ours, String rival) {
        run.report(rounds.of(ours, "ids/s").beside(rounds.of(rival, "ids/s")).atLeast(TIMES_FASTER));
        run.report(rounds.of(ours, "CPU per id").beside(rounds.of(rival, "CPU per id")));
        run.report(rounds.of(ours, "p99").beside(rounds.of(rival, "p99")));
    }

    /** The same plugin, its one query sent for each id alone. */
    private static Config oneQuery() {
        return ConfigFactory.parseString("""
            pekko.persistence.r2dbc {
              recovery { ids-max = 1, round-trips-max = 30 }
              connection-factory { initial-size = 10, max-size = 30 }
            }
            """).withFallback(InService.around(TestConfig.inNewSchema()));
    }
}
