package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What runs, and how it fares. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "What runs where, and how it fares.")
final class Status implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
    private Path data = Path.of(".data");

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        var service = RunningService.find(data, System.getenv());
        var health = service.get("/health/ready");
        var versions = service.get("/versions");
        boolean ready = health.path("ready").asBoolean();

        line("service", (ready ? "ready" : "NOT READY") + ", " + told(versions));
        service.run().ifPresent(run -> {
            line("API", run.api());
            line("Kafka", run.kafka());
            line("PostgreSQL", run.postgres());
        });
        line("management", service.management());
        health.path("parts")
                .properties()
                .forEach(part -> line(
                        part.getKey(),
                        (part.getValue().path("ok").asBoolean() ? "ok: " : "NOT OK: ")
                                + part.getValue().path("detail").asText()));
        members(service.get("/cluster/members"));
        flow();
        return ready ? 0 : 1;
    }

    /** Only an admin may ask; who has no key sees the rest all the same. */
    private void flow() {
        try {
            var api = AdminApi.find(data, System.getenv());
            var ingest = api.get("/v1/ingest");
            double seconds = 0;
            long inFlight = 0;
            for (var partition : ingest.path("partitions")) {
                seconds = Math.max(seconds, partition.path("lagSeconds").asDouble());
                inFlight += partition.path("inFlight").asLong();
            }
            line(
                    "lag",
                    String.format(
                            Locale.ROOT,
                            "%d records in all; this node: %.1f s, %d in flight, %d partitions",
                            ingest.path("lagRecords").asLong(),
                            seconds,
                            inFlight,
                            ingest.path("partitions").size()));
            var page = api.get("/v1/quarantine?limit=1");
            line(
                    "quarantine",
                    QuarantineCommands.counts(page.path("waiting"))
                            + (page.path("truncated").asBoolean() ? " or more" : "") + " waiting");
            api.get("/v1/projections")
                    .path("projections")
                    .forEach(each ->
                            line("projection", each.path("name").asText() + ": " + ProjectionCommands.told(each)));
        } catch (NotAnswered e) {
            line("lag", "not told: " + e.getMessage());
        }
    }

    private void members(JsonNode cluster) {
        for (var member : cluster.path("members")) {
            line(
                    "member",
                    member.path("node").asText().replaceFirst("^.*@", "") + " "
                            + member.path("status").asText().toLowerCase(Locale.ROOT));
        }
        for (var member : cluster.path("unreachable")) {
            line("UNREACHABLE", member.path("node").asText().replaceFirst("^.*@", ""));
        }
    }

    private static String told(JsonNode versions) {
        return "version " + versions.path("service").asText("?") + " on Java "
                + versions.path("java").asText("?") + " and Pekko "
                + versions.path("pekko").asText("?");
    }

    private void line(String what, String text) {
        out.printf("%-12s %s%n", what, text);
    }
}
