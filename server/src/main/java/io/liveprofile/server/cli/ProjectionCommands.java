package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What follows the journal: tables and topics. */
@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "What follows the journal: how far it is, and what it shall do.",
        synopsisSubcommandLabel = "(list | show | pause | resume | reset | rebuild | parked | retry)",
        footer = {
            "",
            "It ends with 0; with 1 where a projection isn't known or can't do what was asked; with 2 when the line is"
                    + " wrong."
        },
        subcommands = {
            ProjectionCommands.ListThem.class,
            ProjectionCommands.Show.class,
            ProjectionCommands.Pause.class,
            ProjectionCommands.Resume.class,
            ProjectionCommands.Reset.class,
            ProjectionCommands.RebuildTables.class,
            ProjectionCommands.Parked.class,
            ProjectionCommands.Retry.class
        })
final class ProjectionCommands {
    private static final String PATH = "/v1/projections";
    private static final byte[] NOTHING = new byte[0];

    private ProjectionCommands() {}

    /** Where the service is, and how it is to be told. */
    abstract static class OfProjections implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
        private Path data = Path.of(".data");

        @Option(names = "--json", description = "the answer as the API gives it")
        boolean json;

        final PrintStream out = System.out;

        final AdminApi service() {
            return AdminApi.find(data, System.getenv());
        }
    }

    /** One of them. */
    abstract static class OfOne extends OfProjections {
        @Parameters(paramLabel = "NAME", description = "as list tells it")
        private String name = "";

        final String path() {
            return PATH + "/" + escaped(name);
        }

        final int tell(String verb, String done) {
            var answer = service().post(path() + ":" + verb, NOTHING);
            out.println(json ? answer.toPrettyString() : name + " " + done);
            return 0;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All of them, and how far each is.")
    static final class ListThem extends OfProjections {
        @Override
        public Integer call() {
            var answer = service().get(PATH);
            if (json) {
                out.println(answer.toPrettyString());
                return 0;
            }
            for (var each : answer.path("projections")) {
                out.printf("%-20s %s%n", each.path("name").asText(), told(each));
            }
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One of them, range by range.")
    static final class Show extends OfOne {
        @Override
        public Integer call() {
            var projection = service().get(path());
            if (json) {
                out.println(projection.toPrettyString());
                return 0;
            }
            out.printf("%-20s %s%n", projection.path("name").asText(), told(projection));
            out.printf("%n%-12s %-9s %10s %10s  %s%n", "SLICES", "STATE", "ENTRIES", "SECONDS", "UP TO");
            for (var range : projection.path("ranges")) {
                out.printf(
                        Locale.ROOT,
                        "%-12s %-9s %10s %10.1f  %s%n",
                        range.path("minSlice").asInt() + "-"
                                + range.path("maxSlice").asInt(),
                        range.path("state").asText(),
                        range.path("lagEntries").asText()
                                + (range.path("truncated").asBoolean() ? "+" : ""),
                        range.path("lagSeconds").asDouble(),
                        range.path("upTo").asText());
                if (range.has("error")) {
                    out.println("    since " + range.path("failingSince").asText() + ": "
                            + range.path("error").asText());
                }
            }
            return 0;
        }
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Stops it until it is resumed.")
    static final class Pause extends OfOne {
        @Override
        public Integer call() {
            return tell("pause", "is paused");
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets it go on where it was.")
    static final class Resume extends OfOne {
        @Override
        public Integer call() {
            return tell("resume", "goes on");
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = {
                "Lets it read the journal from the beginning.",
                "Rows that are there stay, and what goes to a topic is told again. To make tables anew: rebuild."
            })
    static final class Reset extends OfOne {
        @Override
        public Integer call() {
            return tell("reset", "begins again");
        }
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = {
                "Builds its tables anew beside those that are read, which they replace once they have caught up.",
                "It goes on whatever becomes of this command; list tells how far it is."
            })
    static final class RebuildTables extends OfOne {
        private static final long LOOK_MILLIS = 1_000;

        @Option(names = "--wait", description = "show how far it is, and end when it has taken over")
        private boolean wait;

        @Option(names = "--cancel", description = "give up what was begun")
        private boolean cancel;

        @Override
        public Integer call() throws InterruptedException {
            if (cancel) {
                return tell("cancel-rebuild", "is no longer rebuilt");
            }
            tell("rebuild", "is being rebuilt");
            while (wait) {
                Thread.sleep(LOOK_MILLIS);
                var now = service().get(path());
                if (!now.has("rebuilding")) {
                    out.println("the new tables are read");
                    return 0;
                }
                out.println(far(now.path("rebuilding")));
            }
            return 0;
        }
    }

    @Command(
            name = "parked",
            mixinStandardHelpOptions = true,
            description = "The entries that it could not handle, with the reason; newest first.")
    static final class Parked extends OfOne {
        @Override
        public Integer call() {
            var answer = service().get(path() + "/parked");
            if (json) {
                out.println(answer.toPrettyString());
                return 0;
            }
            for (var each : answer.path("parked")) {
                out.printf(
                        "%-40s %s  %s%n",
                        each.path("id").asText(),
                        each.path("parked").asText(),
                        each.path("error").asText());
            }
            out.println(answer.path("parked").size() + " parked");
            return 0;
        }
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Hands parked entries to it again.")
    static final class Retry extends OfOne {
        @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "as parked tells them")
        private List<String> ids = List.of();

        @Option(names = "--all", description = "whatever is parked")
        private boolean all;

        @Override
        public Integer call() {
            var service = service();
            var meant = all ? service.get(path() + "/parked").findValuesAsText("id") : ids;
            int failed = 0;
            for (var id : meant.reversed()) {
                try {
                    var answer = service.post(path() + "/parked/" + escaped(id) + ":retry", NOTHING);
                    out.println(json ? answer.toString() : id + " was handled");
                } catch (NotAnswered refusal) {
                    System.err.println("live-profile: " + id + ": " + refusal.getMessage());
                    failed++;
                }
            }
            return failed == 0 && !meant.isEmpty() ? 0 : 1;
        }
    }

    static String told(JsonNode projection) {
        var parked = projection.path("parked").asLong();
        return String.format(
                        Locale.ROOT,
                        "%s, %d entries%s and %.1f s behind",
                        projection.path("state").asText(),
                        projection.path("lagEntries").asLong(),
                        projection.path("truncated").asBoolean() ? " or more" : "",
                        projection.path("lagSeconds").asDouble())
                + (parked == 0 ? "" : ", " + parked + " parked")
                + (projection.has("rebuilding") ? "; " + far(projection.path("rebuilding")) : "");
    }

    private static String far(JsonNode rebuilding) {
        long entries = rebuilding.path("entries").asLong();
        long missing = rebuilding.path("missing").asLong();
        return "being rebuilt: " + (entries == 0 ? 0 : 100 * (entries - missing) / entries) + " % of " + entries
                + " entries"
                + (rebuilding.has("error")
                        ? ", failing: " + rebuilding.path("error").asText()
                        : "");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
