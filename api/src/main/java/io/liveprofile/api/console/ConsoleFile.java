package io.liveprofile.api.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** One file as it is served. Its tag follows from its bytes, so that it is the same on every node. */
record ConsoleFile(ContentType type, byte[] bytes, String tag) {
    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "svg", ContentTypes.parse("image/svg+xml"));

    private static final int TAG_BYTES = 12;

    /** @param resource on the class path, from its root */
    static Optional<ConsoleFile> read(String resource) {
        try (InputStream found = ConsoleFile.class.getResourceAsStream(resource)) {
            return found == null ? Optional.empty() : Optional.of(of(resource, found.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static ConsoleFile of(String name, byte[] bytes) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(name + " is of no type that is served");
        }
        var tag = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(bytes), TAG_BYTES));
        return new ConsoleFile(type, bytes, "\"" + tag + "\"");
    }
}
