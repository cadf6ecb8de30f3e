package io.liveprofile.profile.rules.bench;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Histories.told;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.TwentySegments;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.rules.RulesFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;

/** What an interaction costs in CPU with all rules and 20 segments, with rules alone, and where only facts are kept. */
public final class JudgingBench implements Bench {
    private static final int CUSTOMERS = 2_000;
    private static final int BATCHES = 20;
    private static final long STEP_MILLIS = 400_000;

    public static void main(String[] args) {
        Benches.main(new JudgingBench(), args);
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void run(Run run) throws Exception {
        var histories = histories(run.quick() ? CUSTOMERS / 20 : CUSTOMERS);
        var segments = segments();
        var measured = run.interleaved(
                contestant("rules and 20 segments", histories, history -> judged(history, segments)),
                contestant("rules alone", histories, history -> judged(history, RULES)),
                contestant("facts alone", histories, JudgingBench::facts));
        for (var name : List.of("rules and 20 segments", "rules alone")) {
            run.report(measured.of(name, "CPU").beside(measured.of("facts alone", "CPU")));
        }
    }

    private static Contestant contestant(
            String name, List<List<List<Interaction>>> histories, ToLongFunction<List<List<Interaction>>> told) {
        return new Contestant(name, () -> {
            long before = CpuAccounts.jvmMicros();
            long interactions = 0;
            for (var history : histories) {
                interactions += told.applyAsLong(history);
            }
            return Readings.of("CPU", (CpuAccounts.jvmMicros() - before) / (double) interactions, "µs/interaction");
        });
    }

    private static long judged(List<List<Interaction>> history, Rules rules) {
        var profile = Profile.NEW;
        for (var batch : history) {
            profile = profile.observe(batch, KnownIds.NONE, rules).after();
        }
        return profile.facts().counts().total();
    }

    private static long facts(List<List<Interaction>> history) {
        var facts = Facts.NONE;
        for (var batch : history) {
            facts = facts.plus(batch);
            facts.headline();
        }
        return facts.counts().total();
    }

    private static Rules segments() throws Exception {
        return new RulesFolder(Optional.empty(), Optional.of(TwentySegments.folder())).read();
    }

    /** Batches of one to three, as a busy partition makes them. */
    private static List<List<List<Interaction>>> histories(int customers) {
        var random = new Random(1);
        var histories = new ArrayList<List<List<Interaction>>>();
        for (int customer = 0; customer < customers; customer++) {
            var batches = new ArrayList<List<Interaction>>();
            for (int batch = 0; batch < BATCHES; batch++) {
                var told = new ArrayList<Interaction>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    told.add(interaction(
                            random, customer + "-" + batch + "-" + i, NOON_MILLIS + batch * STEP_MILLIS + i));
                }
                batches.add(told);
            }
            histories.add(batches);
        }
        return histories;
    }

    private static Interaction interaction(Random random, String id, long at) {
        int kind = random.nextInt(100);
        var device = "d-" + random.nextInt(2);
        if (kind < 40) {
            return told(id, "Page Viewed", at, "properties.path", "/p/" + kind, "context.device.id", device);
        }
        if (kind < 65) {
            return told(id, "Product Viewed", at, "properties.product_id", "p-" + kind, "properties.category", "shoes");
        }
        if (kind < 75) {
            return told(
                    id,
                    "Product Added",
                    at,
                    "properties.product_id",
                    "p-" + kind,
                    "properties.price",
                    19.99,
                    "properties.currency",
                    "EUR");
        }
        if (kind < 84) {
            return told(
                    id,
                    "Signed In",
                    at,
                    "context.geo.lat",
                    52.5,
                    "context.geo.lon",
                    13.4,
                    "context.geo.country",
                    "DE",
                    "context.device.id",
                    device);
        }
        if (kind < 90) {
            return told(
                    id,
                    "Order Completed",
                    at,
                    "properties.order_id",
                    "o-" + id,
                    "properties.total",
                    20 + kind,
                    "properties.currency",
                    "EUR");
        }
        return told(id, "Error Encountered", at, "properties.error_code", "E" + kind);
    }
}
