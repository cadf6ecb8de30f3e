package io.liveprofile.api.profile;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * One event of a stream.
 *
 * @param id what a reader that comes again names
 * @param json without a line break
 */
record ServerSentEvent(Optional<Long> id, String name, byte[] json) {

    /** The last one, and why. */
    static ServerSentEvent dropped(String reason) {
        return new ServerSentEvent(Optional.empty(), "dropped", JsonOut.object(out -> out.text("reason", reason)));
    }

    ByteString bytes() {
        var head = id.map(number -> "id: " + number + "\n").orElse("") + "event: " + name + "\ndata: ";
        return ByteString.fromString(head)
                .concat(ByteString.fromArrayUnsafe(json))
                .concat(ByteString.fromArrayUnsafe("\n\n".getBytes(StandardCharsets.UTF_8)));
    }
}
