package io.liveprofile.server.laptop;

import io.liveprofile.server.Versions;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./run}. */
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        versionProvider = Laptop.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Starts Live Profile on this machine: PostgreSQL, Kafka, the service, and a little sample traffic.",
        footer = {
            "",
            "All data is kept in the data directory: the next ./run continues where this one stopped. Ctrl-C stops all"
                    + " of it. Settings of the service can be given in environment variables (LIVE_PROFILE_...)."
        })
public final class Laptop implements Callable<Integer> {
    private static final int NODES_MAX = 9;

    private static final String LOG = "live.profile.log";

    @Mixin
    private final Options options = new Options();

    private final PrintStream out = System.out;

    public static void main(String[] arguments) {
        int status = new CommandLine(new Laptop()).execute(arguments);
        // Kafka and its clients leave threads behind that would keep the process.
        System.exit(status);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Live Profile " + Versions.service()};
        }
    }

    @Override
    public Integer call() throws Exception {
        try {
            if (options.nodes < 1 || options.nodes > NODES_MAX) {
                throw new Refusal("--nodes must be between 1 and " + NODES_MAX + ", is " + options.nodes);
            }
            return run();
        } catch (Refusal e) {
            if (System.getProperty(LOG) != null) {
                LoggerFactory.getLogger(Laptop.class).info("refused", e);
            }
            System.err.println("run: " + e.getMessage());
            return 1;
        }
    }

    private int run() throws Exception {
        var progress = new Progress(out);
        var data = DataDirectory.claim(options.data);
        System.setProperty(LOG, data.log("launcher").toString());
        // Before the first thread that logs.
        LoggerFactory.getILoggerFactory();
        if (options.reset && !Reset.confirmed(options, data, progress)) {
            out.println("Nothing was deleted.");
            return 1;
        }
        var run = new Run(options, data, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run.stop(out)));
        run.start(out);
        out.print(Banner.of(run));
        out.flush();
        return run.untilAllNodesAreGone(out);
    }
}
