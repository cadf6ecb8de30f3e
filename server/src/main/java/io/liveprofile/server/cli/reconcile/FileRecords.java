package io.liveprofile.server.cli.reconcile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A record a line: its value, or its key, a tab and its value. */
record FileRecords(Path file) implements Records {
    @Override
    public long count() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    @Override
    public void each(Consumer<byte[]> value) throws IOException {
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> value.accept(line.substring(line.startsWith("{") ? 0 : line.indexOf('\t') + 1)
                    .getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void renew() {}

    @Override
    public String told() {
        return file.toString();
    }
}
