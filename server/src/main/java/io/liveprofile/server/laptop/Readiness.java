package io.liveprofile.server.laptop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a node says that it can do its work. */
final class Readiness {
    private static final Duration WAIT_MAX = Duration.ofSeconds(120);
    private static final long ASK_EVERY_MILLIS = 200;

    private Readiness() {}

    static void await(Node node) throws InterruptedException {
        var ready = URI.create(node.ports().managementUrl() + "/health/ready");
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        var last = "it doesn't answer";
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            while (System.nanoTime() < deadline) {
                // Sleeps, and wakes at once when the process ends.
                if (node.process().waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new Refusal(
                            node.name() + " ended with status " + node.process().exitValue()
                                    + " before it was ready; why is told above and in " + node.log());
                }
                try {
                    var answer = client.send(
                            HttpRequest.newBuilder(ready)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                    last = answer.body();
                } catch (IOException e) {
                    // Not yet.
                }
            }
        }
        throw new Refusal(node.name() + " isn't ready after " + WAIT_MAX.toSeconds() + " s: " + last + " (all of it in "
                + node.log() + ")");
    }
}
