package io.liveprofile.server.cli;

import io.liveprofile.loadtest.workload.Generate;
import io.liveprofile.server.Versions;
import io.liveprofile.server.laptop.Refusal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./live-profile}. */
@Command(
        name = "./live-profile",
        mixinStandardHelpOptions = true,
        versionProvider = LiveProfile.Version.class,
        usageHelpAutoWidth = true,
        description = "Asks a running Live Profile, and tells it what to do.",
        footer = {
            "",
            "It finds the service that ./run started on this machine in .data/run.json; another one it finds by the"
                    + " environment variables LIVE_PROFILE_URL, the address of its API (http://HOST:8080),"
                    + " LIVE_PROFILE_KEY, an admin's key, and, for its status, LIVE_PROFILE_MANAGEMENT_URL"
                    + " (http://HOST:8558)."
        },
        subcommands = {
            Status.class,
            QuarantineCommands.class,
            ProjectionCommands.class,
            Reconcile.class,
            ErasureCommands.Erase.class,
            ErasureCommands.Erasures.class,
            Keys.class,
            Generate.class
        })
public final class LiveProfile implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LiveProfile())
                .setExecutionExceptionHandler((e, _, _) -> {
                    if (e instanceof NotAnswered
                            || e instanceof Refusal
                            || e instanceof KafkaException
                            || e instanceof SQLException
                            || e instanceof IOException) {
                        System.err.println("live-profile: " + e.getMessage());
                        return 1;
                    }
                    throw e;
                })
                .execute(arguments));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Live Profile " + Versions.service()};
        }
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "what shall it do?");
    }
}
