package io.liveprofile.api.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * One event of a stream.
 *
 * @param id what a reader that comes again names
 * @param json without a line break
 */
public record ServerSentEvent(Optional<String> id, String name, byte[] json) {

    public static ServerSentEvent of(String name, byte[] json) {
        return new ServerSentEvent(Optional.empty(), name, json);
    }

    /** The last one, and why: a word. */
    public static ServerSentEvent dropped(String reason) {
        return of("dropped", ("{\"reason\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    ByteString bytes() {
        var head = id.map(text -> "id: " + text + "\n").orElse("") + "event: " + name + "\ndata: ";
        return ByteString.fromString(head)
                .concat(ByteString.fromArrayUnsafe(json))
                .concat(ByteString.fromArrayUnsafe("\n\n".getBytes(StandardCharsets.UTF_8)));
    }
}
