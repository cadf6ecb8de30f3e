package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may ask. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "API keys: who may ask, and for what.",
        synopsisSubcommandLabel = "(list | create | revoke)",
        subcommands = {Keys.ListThem.class, Keys.Create.class, Keys.Revoke.class})
final class Keys {

    /** Where the service is. */
    abstract static class OfKeys implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "the data directory of ./run (default: .data)")
        private Path data = Path.of(".data");

        final PrintStream out = System.out;

        final AdminApi service() {
            return AdminApi.find(data, System.getenv());
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All keys, without their secrets.")
    static final class ListThem extends OfKeys {
        @Override
        public Integer call() {
            out.printf("%-14s %-16s %-9s %-28s %s%n", "ID", "ROLE", "STATE", "CREATED", "NAME");
            for (JsonNode key : service().get("/v1/keys").path("keys")) {
                out.printf(
                        "%-14s %-16s %-9s %-28s %s%n",
                        key.path("id").asText(),
                        key.path("role").asText(),
                        key.has("revokedAt") ? "revoked" : "active",
                        key.path("createdAt").asText(),
                        key.path("name").asText());
            }
            return 0;
        }
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Creates a key and tells it, this once; the service keeps only its hash.")
    static final class Create extends OfKeys {
        @Parameters(paramLabel = "NAME", description = "who will hold it")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "support, personalization, fraud, analyst, write or admin")
        private String role = "";

        @Override
        public Integer call() {
            var asked = new ObjectMapper().createObjectNode().put("name", name).put("role", role);
            out.println(service().post("/v1/keys", asked).path("key").asText());
            return 0;
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a key for good: every node refuses it within ten seconds.")
    static final class Revoke extends OfKeys {
        @Parameters(paramLabel = "ID", description = "as ./live-profile keys list tells it")
        private String id = "";

        @Override
        public Integer call() {
            var revoked = service().delete("/v1/keys/" + id);
            out.println(
                    revoked.path("name").asText() + " (" + revoked.path("role").asText() + ") was revoked at "
                            + revoked.path("revokedAt").asText());
            return 0;
        }
    }

    private Keys() {}
}
