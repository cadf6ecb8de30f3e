package io.liveprofile.server.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.projections.oracle.Difference;
import io.liveprofile.server.cli.AdminApi;
import io.liveprofile.server.cli.NotAnswered;
import io.liveprofile.server.laptop.PostgresAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One reconciliation, from the servers to the lines that are printed. */
public record ReconcileRun(
        Optional<Path> file,
        String topic,
        Supplier<String> kafka,
        String postgres,
        int recordsMax,
        int show,
        PrintStream out) {
    private static final long SETTLE_MILLIS_MAX = 60_000;
    private static final long LOOK_MILLIS = 200;
    private static final int ATTEMPTS_MAX = 30;
    private static final long AGAIN_MILLIS = 2_000;

    /** Those whose rows are compared, or say whose they are. */
    private static final Set<String> COMPARED = Set.of("customer-profile", "identity-link");

    /** Answers the exit code. */
    public int with(AdminApi api) throws IOException, SQLException {
        var address = PostgresAddress.parse(postgres, System.getenv());
        var records = file.<Records>map(FileRecords::new).orElseGet(() -> new TopicRecords(kafka.get(), topic));
        try (var warehouse = new Warehouse(address.jdbcUrl(), address.user(), address.password())) {
            var outcome = new Reconciliation(
                            records,
                            body -> patiently(() -> api.post("/v1/profiles:batchGet", body)),
                            warehouse,
                            () -> settle(api),
                            recordsMax,
                            out)
                    .run();
            return tell(outcome);
        }
    }

    private int tell(Reconciliation.Outcome outcome) {
        int differing = outcome.differing().size();
        out.printf(
                "%d customers of %d records: %d agree, %d don't%n",
                outcome.customers(), outcome.records(), outcome.customers() - differing, differing);
        outcome.differing().entrySet().stream()
                .flatMap(customer -> customer.getValue().stream().map(each -> line(customer.getKey(), each)))
                .limit(show)
                .forEach(out::println);
        return differing == 0 ? 0 : 1;
    }

    private static String line(String customer, Difference difference) {
        return customer + ": " + difference.path() + " is " + orNothing(difference.found()) + ", must be "
                + orNothing(difference.expected());
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "missing" : value;
    }

    /** While records come in all the time there is no such moment: then it goes on after a while all the same. */
    private void settle(AdminApi api) {
        long began = System.nanoTime();
        while (lag(api) > 0) {
            if ((System.nanoTime() - began) / 1_000_000 > SETTLE_MILLIS_MAX) {
                out.println("the service is still behind: what has not arrived will not agree");
                return;
            }
            rest(LOOK_MILLIS);
        }
    }

    /** A run of hours isn't for nothing because of a moment in which the service had too much to do. */
    private static JsonNode patiently(Supplier<JsonNode> ask) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask.get();
            } catch (NotAnswered e) {
                if (!e.isPassing() || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
                rest(AGAIN_MILLIS);
            }
        }
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long lag(AdminApi api) {
        long lag = patiently(() -> api.get("/v1/ingest")).path("lagRecords").asLong();
        for (JsonNode projection : patiently(() -> api.get("/v1/projections")).path("projections")) {
            if (COMPARED.contains(projection.path("name").asText())) {
                lag += projection.path("lagEntries").asLong();
            }
        }
        return lag;
    }
}
