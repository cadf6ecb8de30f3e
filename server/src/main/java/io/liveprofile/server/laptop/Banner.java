package io.liveprofile.server.laptop;

import io.liveprofile.api.access.Role;
import io.liveprofile.loadtest.workload.Story;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What runs where, and what to try. */
final class Banner {
    private Banner() {}

    static String of(Run run) {
        var text = new StringBuilder("\nLive Profile runs.\n\n");
        for (var node : run.nodes()) {
            line(
                    text,
                    run.nodes().size() == 1 ? "API" : "API, " + node.name(),
                    node.ports().apiUrl());
        }
        line(text, "Console", run.nodes().getFirst().ports().apiUrl() + "/console/#key=" + adminKey(run));
        for (var node : run.nodes()) {
            line(
                    text,
                    run.nodes().size() == 1 ? "Health, metrics" : "Health, " + node.name(),
                    node.ports().managementUrl() + "/health/ready, /metrics");
        }
        line(text, "Kafka", run.kafka() + ", producers write to the topic customer-events");
        line(text, "PostgreSQL", run.postgres().url());
        line(text, "Data, logs", run.data() + ", " + run.data() + "/logs");
        line(text, "API keys", run.data() + "/run.json, one for each role");
        if (run.playsSample()) {
            line(text, "Sample traffic", "a small shop, some 30 interactions a second (--no-sample: without it)");
        }
        text.append("\nTry:\n\n");
        if (!run.playsSample()) {
            text.append("  ./live-profile generate --workload shop --records 3000 --kafka ")
                    .append(run.kafka())
                    .append('\n');
        }
        return text.append("  ./live-profile status")
                .append(run.data().isUsual() ? "" : " --data " + run.data())
                .append("\n  curl -H 'Authorization: Bearer ")
                .append(run.keys().get(Role.SUPPORT.word()))
                .append("' ")
                .append(run.nodes().getFirst().ports().apiUrl())
                .append("/v1/profiles/user_id:")
                .append(Story.CART_LEFT_BEHIND.customerId())
                .append("\n\nCtrl-C stops all of it; the next ./run continues from there.\n\n")
                .toString();
    }

    /** In the fragment, which no server is told: the console takes it from there and out of the address. */
    private static String adminKey(Run run) {
        return URLEncoder.encode(Objects.requireNonNull(run.keys().get(Role.ADMIN.word())), StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append("  %-18s%s%n".formatted(what, where));
    }
}
