package io.liveprofile.loadtest.simulation;

import static io.gatling.javaapi.http.HttpDsl.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.liveprofile.client.LiveProfileClient;
import io.liveprofile.loadtest.workload.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The running service that a simulation asks, and whom it can ask for. */
final class Service {
    private static final int BATCH = 500;

    private Service() {}

    /** {@code -DbaseUrl=http://host:port}, else the service that {@code ./run} started here. */
    static String baseUrl() {
        var given = System.getProperty("baseUrl");
        return given == null ? ofTheLocalRun("/api") : given;
    }

    /** {@code LIVE_PROFILE_KEY}, which no list of processes shows, else the key that {@code ./run} made for engines. */
    static String key() {
        var given = System.getenv("LIVE_PROFILE_KEY");
        return given == null ? ofTheLocalRun("/keys/personalization") : given;
    }

    /** {@code LIVE_PROFILE_WRITE_KEY}, else the key that {@code ./run} made for producers. */
    static String writeKey() {
        var given = System.getenv("LIVE_PROFILE_WRITE_KEY");
        return given == null ? ofTheLocalRun("/keys/write") : given;
    }

    static HttpProtocolBuilder asked() {
        return http.baseUrl(baseUrl())
                .acceptHeader("application/json")
                .shareConnections()
                .disableWarmUp();
    }

    static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Of {@code -Dids=FILE}, with one id a line, else of the customers of the sample shop's stories, those whom the service
     * knows.
     */
    static List<String> knownIds() {
        var given = System.getProperty("ids");
        var told =
                given == null ? Stream.of(Story.values()).map(Story::customerId).toList() : lines(Path.of(given));
        var known = new ArrayList<String>();
        try (var client = new LiveProfileClient(URI.create(baseUrl()), key())) {
            for (int i = 0; i < told.size(); i += BATCH) {
                client.batch(told.subList(i, Math.min(i + BATCH, told.size())), "counts").stream()
                        .filter(result -> result.profile().isPresent())
                        .forEach(result -> known.add(result.id()));
            }
        }
        if (known.isEmpty()) {
            throw new IllegalStateException(
                    "the service knows none of the " + told.size() + " that would be asked for");
        }
        return known;
    }

    private static String ofTheLocalRun(String pointer) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var run = folder.resolve(".data").resolve("run.json");
            if (Files.exists(run)) {
                return told(run, pointer);
            }
        }
        throw new IllegalStateException("no service is told: start ./run, or say -DbaseUrl=http://host:port");
    }

    private static String told(Path run, String pointer) {
        try {
            var told = new ObjectMapper().readTree(run.toFile()).at(pointer);
            if (!told.isTextual()) {
                throw new IllegalStateException(
                        run + " doesn't tell " + pointer + ": say -DbaseUrl=http://host:port and set LIVE_PROFILE_KEY");
            }
            return told.asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            var ids = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (ids.isEmpty()) {
                throw new IllegalStateException(file + " has no id in it");
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
