package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** To erase a customer, and to see what became of it. */
final class ErasureCommands {
    private static final long ASK_EVERY_MILLIS = 500;

    private ErasureCommands() {}

    /** Where the service is. */
    abstract static class OfErasures implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
        private Path data = Path.of(".data");

        final PrintStream out = System.out;

        final AdminApi service() {
            return AdminApi.find(data, System.getenv());
        }

        final void tell(JsonNode receipt) {
            out.printf(
                    "%-38s %-22s %s%n",
                    receipt.path("requestId").asText(),
                    receipt.path("step").asText(),
                    receipt.path("requestedId").asText());
            if (receipt.has("waitingFor")) {
                out.println("  waiting for " + receipt.path("waitingFor").asText());
            }
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description =
                    "Erases a customer: what is held can't be read any more, and what comes isn't kept, unless the"
                            + " service is set to let them begin anew.")
    static final class Erase extends OfErasures {
        @Parameters(paramLabel = "ID", description = "user_id:... (implied) or anonymous_id:...")
        private String id = "";

        @Option(names = "--reason", required = true, paramLabel = "WHY", description = "asked for, and kept nowhere")
        private String reason = "";

        @Option(names = "--request-id", paramLabel = "ID", description = "your own, for the receipt")
        private String requestId = "";

        @Option(names = "--wait", description = "until it is complete")
        private boolean wait;

        @Override
        public Integer call() throws InterruptedException {
            var service = service();
            var asked = new ObjectMapper().createObjectNode().put("reason", reason);
            if (!requestId.isEmpty()) {
                asked.put("requestId", requestId);
            }
            var path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            var receipt = service.delete("/v1/profiles/" + path, asked);
            while (wait && !receipt.path("complete").asBoolean()) {
                Thread.sleep(ASK_EVERY_MILLIS);
                receipt =
                        service.get("/v1/erasures/" + receipt.path("requestId").asText());
            }
            tell(receipt);
            return 0;
        }
    }

    @Command(name = "erasures", mixinStandardHelpOptions = true, description = "The newest erasures, or one receipt.")
    static final class Erasures extends OfErasures {
        @Parameters(paramLabel = "REQUEST", arity = "0..1", description = "a request id: its whole receipt")
        private String requestId = "";

        @Override
        public Integer call() {
            if (requestId.isEmpty()) {
                service().get("/v1/erasures").path("erasures").forEach(this::tell);
            } else {
                out.println(service().get("/v1/erasures/" + requestId).toPrettyString());
            }
            return 0;
        }
    }
}
