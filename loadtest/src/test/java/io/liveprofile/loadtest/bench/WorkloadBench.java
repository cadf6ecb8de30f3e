package io.liveprofile.loadtest.bench;

import io.liveprofile.loadtest.workload.Expected;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import java.time.LocalDate;
import java.util.Iterator;

/** How fast the generator makes the reference workload on one thread: it must never be what a load test measures. */
public final class WorkloadBench implements Bench {
    private static final double RECORDS_PER_SECOND_MIN = 300_000;

    public static void main(String[] args) {
        Benches.main(new WorkloadBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        int records = run.quick() ? 100_000 : 2_000_000;
        var rounds = run.interleaved(
                new Contestant(
                        "generator",
                        () -> generate(records, day -> {
                            while (day.hasNext()) {
                                day.next();
                            }
                        })),
                new Contestant(
                        "generator with tally",
                        () -> generate(records, day -> {
                            var expected = new Expected();
                            while (day.hasNext()) {
                                expected.count(day.next());
                            }
                        })));
        run.report(rounds.of("generator", "records/s").atLeast(RECORDS_PER_SECOND_MIN));
        run.report(rounds.of("generator with tally", "records/s").beside(rounds.of("generator", "records/s")));
        run.report(rounds.of("generator", "CPU per record").alone());
    }

    private interface Drain {
        void all(Iterator<WorkloadRecord> day);
    }

    private static Readings generate(int records, Drain drain) {
        var day = new ShopDay(1, ShopDay.CUSTOMERS, records, LocalDate.of(2026, 11, 20));
        long cpu = CpuAccounts.jvmMicros();
        long start = System.nanoTime();
        drain.all(day);
        double seconds = (System.nanoTime() - start) / 1e9;
        return Readings.of("records/s", records / seconds, "1/s")
                .and("CPU per record", (CpuAccounts.jvmMicros() - cpu) / (double) records, "µs");
    }
}
