package io.liveprofile.server.laptop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code run.json}: tells scripts and the command line what runs where, for as long as it runs. */
public record RunFile(
        String api,
        String management,
        String kafka,
        String postgres,
        Map<String, String> keys,
        Map<String, Long> pids) {
    static final String LAUNCHER = "launcher";

    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** None where there is none, or one that can't be read: a killed run may have left anything. */
    public static Optional<RunFile> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunFile.class)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        OwnersFile.write(file, JSON.writeValueAsString(this) + "\n");
    }

    @JsonIgnore
    public long launcher() {
        return pids.getOrDefault(LAUNCHER, -1L);
    }
}
