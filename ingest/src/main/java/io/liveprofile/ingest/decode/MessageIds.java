package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The same for every delivery of the same interaction. */
final class MessageIds {
    private static final int LENGTH_MAX = 200;
    private static final int HASH_BYTES = 16;

    private MessageIds() {}

    /** A record that brings none gets the hash of its key and value, so that a redelivery still counts once. */
    static String of(@Nullable String given, ConsumerRecord<byte[], byte[]> consumed) {
        if (given == null || given.isEmpty()) {
            return hash(consumed.key(), consumed.value());
        }
        if (!Text.isSound(given)) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, "/messageId must not hold U+0000 or a lone surrogate");
        }
        return given;
    }

    /** An id is unique within its source. No source holds a blank, so that no two pairs look alike. */
    static String ofCloudEvent(String source, String id) {
        return source.length() + id.length() < LENGTH_MAX
                ? source + " " + id
                : hash(source.getBytes(StandardCharsets.UTF_8), id.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte @Nullable [] one, byte @Nullable [] other) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            if (one != null) {
                digest.update(one);
            }
            digest.update((byte) 0);
            if (other != null) {
                digest.update(other);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }
}
