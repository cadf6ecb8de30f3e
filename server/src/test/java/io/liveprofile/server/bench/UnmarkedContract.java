package io.liveprofile.server.bench;

import io.liveprofile.schemas.json.ContractFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The contract as it is bundled, but for its marks: nothing in it is personal. */
final class UnmarkedContract {
    private static final String BUNDLED = "io/liveprofile/schemas/";
    private static final Pattern MARK =
            Pattern.compile("\"x-personal\"\\s*:\\s*true(\\s*,\\s*\"x-coarse\"\\s*:\\s*\"[a-z]+\")?");

    private UnmarkedContract() {}

    /** A folder of resources that a node finds before its own. */
    static Path folder() throws IOException {
        var folder = Files.createTempDirectory("unmarked");
        var index = copy(folder, "index.txt");
        for (var file : index.lines().toList()) {
            if (!file.isBlank()) {
                copy(folder, file.strip());
            }
        }
        return folder;
    }

    private static String copy(Path folder, String file) throws IOException {
        try (var in = ContractFiles.class.getResourceAsStream("/" + BUNDLED + file)) {
            if (in == null) {
                throw new IOException("the contract has no " + file);
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var target = folder.resolve(BUNDLED + file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, MARK.matcher(text).replaceAll("\"x-personal\": false"));
            return text;
        }
    }
}
