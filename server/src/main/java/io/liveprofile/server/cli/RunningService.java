package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.server.laptop.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The service that the command line talks to. */
record RunningService(String management, Optional<RunFile> run) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the environment names, else what ./run started here. */
    static RunningService find(Path data, Map<String, String> environment) {
        if (environment.get("LIVE_PROFILE_MANAGEMENT_URL") instanceof String url && !url.isBlank()) {
            return new RunningService(url.replaceFirst("/+$", ""), Optional.empty());
        }
        var run = runOn(data);
        return new RunningService(run.management(), Optional.of(run));
    }

    static RunFile runOn(Path data) {
        var run = RunFile.read(data.resolve("run.json"))
                .orElseThrow(() -> new NotAnswered("nothing runs on " + data
                        + ": start it with ./run, say --data DIR if its data is elsewhere, or name another service in"
                        + " the environment (--help tells how)"));
        if (ProcessHandle.of(run.launcher()).filter(ProcessHandle::isAlive).isEmpty()) {
            throw new NotAnswered("nothing runs on " + data + " any more: the last ./run was killed; start it again");
        }
        return run;
    }

    /** Whatever the status: a node that isn't ready says in its body why. */
    JsonNode get(String path) {
        try (var client = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            var request = HttpRequest.newBuilder(URI.create(management + path))
                    .timeout(ANSWER_MAX)
                    .build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IllegalArgumentException e) {
            throw new NotAnswered("LIVE_PROFILE_MANAGEMENT_URL wants http://HOST:PORT and is " + management);
        } catch (IOException e) {
            throw new NotAnswered("no service answers at " + management + path + " (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAnswered("interrupted");
        }
    }
}
