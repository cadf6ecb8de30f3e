package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What could not be applied, and what to do with it. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "The records that could not be applied: see them, replay them, discard them.",
        synopsisSubcommandLabel = "(list | show | replay | discard)",
        footer = {
            "",
            "It ends with 0; with 1 when a record was not found or could not be replayed; with 2 when the line is"
                    + " wrong."
        },
        subcommands = {
            QuarantineCommands.ListThem.class,
            QuarantineCommands.Show.class,
            QuarantineCommands.Replay.class,
            QuarantineCommands.Discard.class
        })
final class QuarantineCommands {
    private static final String PATH = "/v1/quarantine";

    private QuarantineCommands() {}

    /** Where the service is, and how it is to be told. */
    abstract static class OfQuarantine implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
        private Path data = Path.of(".data");

        @Option(names = "--json", description = "the answer as the API gives it")
        boolean json;

        final PrintStream out = System.out;

        final AdminApi service() {
            return AdminApi.find(data, System.getenv());
        }
    }

    /** Which records are meant by what they have in common. */
    static final class Meant {
        @Option(names = "--reason", paramLabel = "REASON", description = "such as not_in_contract")
        private @Nullable String reason;

        @Option(names = "--topic", paramLabel = "TOPIC", description = "that they came from; http for the collector's")
        private @Nullable String topic;

        @Option(names = "--from", paramLabel = "TIME", description = "refused at or after, as 2026-11-20T10:00:00Z")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "refused before")
        private @Nullable String to;

        @Option(names = "--limit", paramLabel = "N", description = "at most so many, 1 to 1000 (default: 100)")
        private @Nullable Integer limit;

        boolean saysWhich() {
            return reason != null || topic != null || from != null || to != null;
        }

        String query(Map<String, String> more) {
            var parameters = new LinkedHashMap<String, String>(more);
            put(parameters, "reason", reason);
            put(parameters, "topic", topic);
            put(parameters, "from", from);
            put(parameters, "to", to);
            put(parameters, "limit", limit);
            return parameters.isEmpty()
                    ? ""
                    : parameters.entrySet().stream()
                            .map(each ->
                                    each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&", "?", ""));
        }

        private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
            if (value != null) {
                parameters.put(name, value.toString());
            }
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "What waits, the newest first.")
    static final class ListThem extends OfQuarantine {
        @Mixin
        private Meant meant = new Meant();

        @Option(names = "--cursor", paramLabel = "NEXT", description = "as the page before told it")
        private @Nullable String cursor;

        @Override
        public Integer call() {
            var page = service().get(PATH + meant.query(cursor == null ? Map.of() : Map.of("cursor", cursor)));
            if (json) {
                out.println(page.toPrettyString());
                return 0;
            }
            out.printf("%-32s %-17s %-25s %-24s %s%n", "ID", "REASON", "SINCE", "CUSTOMER", "DETAIL");
            for (var each : page.path("records")) {
                out.printf(
                        "%-32s %-17s %-25s %-24s %s%n",
                        each.path("id").asText(),
                        each.path("reason").asText(),
                        each.path("at").asText().replaceFirst("\\.\\d+", ""),
                        each.path("customer").asText("-"),
                        each.path("detail").asText());
            }
            out.println();
            out.println("waiting: " + counts(page.path("waiting"))
                    + (page.path("truncated").asBoolean() ? "; older ones come up once there is room" : ""));
            if (page.has("next")) {
                out.println("more: --cursor " + page.path("next").asText());
            }
            return 0;
        }
    }

    static String counts(JsonNode waiting) {
        return waiting.isEmpty()
                ? "nothing"
                : waiting.properties().stream()
                        .map(each -> each.getValue().asLong() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One record, with its seal opened.")
    static final class Show extends OfQuarantine {
        @Parameters(paramLabel = "ID", description = "as list tells it")
        private String id = "";

        @Override
        public Integer call() {
            var record = service().get(PATH + "/" + path(id));
            if (json) {
                out.println(record.toPrettyString());
                return 0;
            }
            for (var field : record.properties()) {
                if (!field.getKey().equals("value") && !field.getKey().equals("headers")) {
                    out.printf("%-10s %s%n", field.getKey(), field.getValue().asText());
                }
            }
            for (var header : record.path("headers")) {
                out.printf(
                        "%-10s %s: %s%n",
                        "header",
                        header.path("name").asText(),
                        header.path("value").asText());
            }
            if (record.path("erased").asBoolean()) {
                out.println("\nIts customer was erased: nobody can open it any more.");
            } else if (record.hasNonNull("value")) {
                out.println("\n" + record.path("value").asText());
            }
            return 0;
        }
    }

    /** Some by their ids, or many by what they have in common. */
    abstract static class Settled extends OfQuarantine {
        @Parameters(paramLabel = "ID", arity = "0..*", description = "as list tells them")
        List<String> ids = List.of();

        @Mixin
        private Meant meant = new Meant();

        @Option(names = "--all", description = "whatever waits")
        private boolean all;

        @Spec
        CommandSpec spec = CommandSpec.create();

        final int settle(String verb, String done, Optional<byte[]> edited) {
            if (ids.isEmpty() == (!all && !meant.saysWhich())) {
                throw new ParameterException(
                        spec.commandLine(), "say which: ids; or --reason, --topic, --from, --to; or --all");
            }
            return ids.isEmpty() ? many(verb, done) : some(verb, done, edited);
        }

        private int some(String verb, String done, Optional<byte[]> edited) {
            int failed = 0;
            for (var id : ids) {
                try {
                    var answer = service().post(PATH + "/" + path(id) + ":" + verb, edited.orElse(new byte[0]));
                    out.println(json ? answer.toString() : id + " was " + done);
                } catch (NotAnswered refusal) {
                    System.err.println("live-profile: " + id + ": " + refusal.getMessage());
                    failed++;
                }
            }
            return failed == 0 ? 0 : 1;
        }

        private int many(String verb, String done) {
            var answer = service()
                    .post(PATH + ":" + verb + meant.query(all ? Map.of("all", "true") : Map.of()), new byte[0]);
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                out.println(answer.path("done").asLong() + " were " + done
                        + (answer.path("more").asBoolean() ? "; more wait: run it again" : ""));
                for (var each : answer.path("failed")) {
                    System.err.println("live-profile: " + each.path("id").asText() + ": "
                            + each.path("outcome").asText());
                }
            }
            return answer.path("failed").isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Sends records to where they came from: after a mended schema, or with an edited value.")
    static final class Replay extends Settled {
        @Option(names = "--value", paramLabel = "FILE", description = "the value to send instead, of a single ID")
        private @Nullable Path value;

        @Override
        public Integer call() throws IOException {
            if (value != null && ids.size() != 1) {
                throw new ParameterException(spec.commandLine(), "--value wants one ID");
            }
            return settle(
                    "replay", "sent again", value == null ? Optional.empty() : Optional.of(Files.readAllBytes(value)));
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Gives records up, for good.")
    static final class Discard extends Settled {
        @Override
        public Integer call() {
            return settle("discard", "discarded", Optional.empty());
        }
    }

    private static String path(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
