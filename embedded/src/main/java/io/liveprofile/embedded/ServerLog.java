package io.liveprofile.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What PostgreSQL and its tools say, from this start on; what the run before said is kept beside it. */
record ServerLog(Path file) {
    private static final int KEPT_BYTES_MAX = 16 * 1024 * 1024;

    static ServerLog at(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(file);
        return new ServerLog(file);
    }

    String lastWords() throws IOException {
        return lastWordsOr("it gave no reason; its log is " + file);
    }

    /** The first thing it couldn't get over; failing that, the first that a tool complained of. */
    String lastWordsOr(String otherwise) throws IOException {
        var lines = lines();
        return first(lines, line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .or(() -> first(lines, line -> line.contains("error:")))
                .or(() -> first(lines, line -> line.contains("could not")))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|error):\\s*", ""))
                .orElse(otherwise);
    }

    private static Optional<String> first(List<String> lines, Predicate<String> which) {
        return lines.stream().filter(which).findFirst();
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file) || Files.size(file) > KEPT_BYTES_MAX) {
            return List.of();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
