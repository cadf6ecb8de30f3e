package io.liveprofile.loadtest.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.loadtest.workload.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The running service that a simulation asks, and whom it can ask for. */
final class Service {
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

    /** {@code -Dids=FILE} with one known id a line, else the customers of the sample shop's stories. */
    static List<String> knownIds() {
        var given = System.getProperty("ids");
        return given == null ? Stream.of(Story.values()).map(Story::customerId).toList() : lines(Path.of(given));
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
