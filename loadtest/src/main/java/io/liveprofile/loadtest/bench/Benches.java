package io.liveprofile.loadtest.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one bench from a command line. */
@Command(mixinStandardHelpOptions = true, description = "Measures, prints a table and, if asked, writes JSON.")
public final class Benches implements Callable<Integer> {
    private final Bench bench;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "add the figures to the JSON array in FILE")
    private @Nullable Path json;

    @Option(names = "--quick", description = "a sanity run of seconds: one round, no target is judged")
    private boolean quick;

    private Benches(Bench bench) {
        this.bench = bench;
    }

    /** Ends the process: what a bench leaves behind (event loops, a broker's threads) must not keep it alive. */
    public static void main(Bench bench, String[] args) {
        System.exit(execute(bench, args));
    }

    static int execute(Bench bench, String... args) {
        return new CommandLine(new Benches(bench)).setCommandName(nameOf(bench)).execute(args);
    }

    static String nameOf(Bench bench) {
        return bench.getClass()
                .getSimpleName()
                .replaceAll("Bench$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public Integer call() throws Exception {
        if (json != null && spec != null) {
            var folder = json.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new ParameterException(spec.commandLine(), "--json: there is no folder for " + json);
            }
        }
        var run = new Run(nameOf(bench), bench.rounds(), quick, System.err);
        bench.run(run);
        var report = new Report(run.bench(), quick, run.figures());
        System.out.printf(
                "%n%s (%d cores, Java %s%s)%n%s",
                run.bench(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                quick ? ", quick: a sanity run, not a measurement" : "",
                report.table());
        if (json != null) {
            report.addTo(json);
        }
        return 0;
    }
}
