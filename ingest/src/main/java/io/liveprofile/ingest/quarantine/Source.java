package io.liveprofile.ingest.quarantine;

import io.liveprofile.profile.domain.Origin;
import java.util.UUID;

/** Where a refused record came from. Its text is the record's id in the quarantine. */
public sealed interface Source {

    String topic();

    /**
     * Read from a topic.
     *
     * @param attempt how often it had been replayed when it was refused: what is refused again waits under an id of its
     *     own, so that whoever removes the attempt before can't remove it
     */
    record Read(Origin origin, int attempt) implements Source {
        @Override
        public String topic() {
            return origin.topic();
        }

        @Override
        public String toString() {
            return attempt == 0 ? origin.toString() : origin + ":" + attempt;
        }
    }

    /** Came over HTTP and was never in a topic. */
    record Sent(String uuid) implements Source {
        static final String TOPIC = "http";

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public String toString() {
            return TOPIC + ":" + uuid;
        }
    }

    static Source overHttp() {
        return new Sent(UUID.randomUUID().toString());
    }

    /** @throws IllegalArgumentException where the text is no id */
    static Source parse(String id) {
        var parts = id.split(":", -1);
        if (parts.length == 2 && parts[0].equals(Sent.TOPIC)) {
            return new Sent(UUID.fromString(parts[1]).toString());
        }
        if (parts.length < 3 || parts.length > 4 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("not an id of the quarantine");
        }
        int attempt = parts.length == 3 ? 0 : Integer.parseInt(parts[3]);
        return new Read(new Origin(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])), attempt);
    }
}
