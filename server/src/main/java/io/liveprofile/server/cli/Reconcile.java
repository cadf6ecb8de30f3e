package io.liveprofile.server.cli;

import io.liveprofile.server.cli.reconcile.ReconcileRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether profiles and warehouse say what the records say. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Computes every profile anew from what producers told, by other code than the service's, and compares it"
                    + " field by field with the profiles that are live and with the warehouse.",
            "It knows the shapes of the reference workloads: Segment's JSON, each record with its own messageId and"
                + " timestamp. The topic must hold all that was ever told; where it doesn't, give it a file that does."
        },
        footer = {"", "It ends with 0 where all agree, and with 1 where not or where it can't be told."})
final class Reconcile implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
    private Path data = Path.of(".data");

    @Option(names = "--topic", paramLabel = "TOPIC", description = "that was told to (default: customer-events)")
    private String topic = "customer-events";

    @Option(names = "--file", paramLabel = "FILE", description = "instead: a record a line, KEY TAB VALUE or VALUE")
    private @Nullable Path file;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "default: LIVE_PROFILE_KAFKA, else that of ./run")
    private @Nullable String kafka;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description =
                    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE (default: LIVE_PROFILE_POSTGRES_URL, else that of"
                            + " ./run)")
    private @Nullable String postgres;

    @Option(
            names = "--records-max",
            paramLabel = "N",
            description = "kept in memory at a time (default: ${DEFAULT-VALUE}); fewer take more passes")
    private int recordsMax = 250_000;

    @Option(names = "--show", paramLabel = "N", description = "differences to print (default: ${DEFAULT-VALUE})")
    private int show = 50;

    @Override
    public Integer call() throws IOException, SQLException {
        var api = AdminApi.find(data, System.getenv());
        var run = new ReconcileRun(
                Optional.ofNullable(file),
                topic,
                () -> named(
                        kafka,
                        "LIVE_PROFILE_KAFKA",
                        () -> RunningService.runOn(data).kafka()),
                named(
                        postgres,
                        "LIVE_PROFILE_POSTGRES_URL",
                        () -> RunningService.runOn(data).postgres()),
                Math.max(1, recordsMax),
                Math.max(0, show),
                System.out);
        return run.with(api);
    }

    private static String named(@Nullable String option, String variable, Supplier<String> ofRun) {
        if (option != null) {
            return option;
        }
        return System.getenv(variable) instanceof String told && !told.isBlank() ? told : ofRun.get();
    }
}
