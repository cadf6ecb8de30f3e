package io.liveprofile.ingest.quarantine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a replayed record claims of itself.
 *
 * @param timestampMillis of the record when it came first: its interaction's time hangs on it
 * @param valueDigest of the value that it was made for, and for no other
 */
record ReplayToken(Source source, long timestampMillis, boolean edited, String valueDigest) {

    static Optional<ReplayToken> in(ConsumerRecord<byte[], byte[]> found, UnaryOperator<byte[]> open) {
        var header = found.headers().lastHeader(Headers.REPLAY);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(open.apply(header.value())));
        } catch (IllegalArgumentException madeUp) {
            return Optional.empty();
        }
    }

    static String digest(byte @Nullable [] value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return value == null ? "" : HexFormat.of().formatHex(digest.digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(source.toString());
            out.writeLong(timestampMillis);
            out.writeBoolean(edited);
            out.writeUTF(valueDigest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ReplayToken parse(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new ReplayToken(Source.parse(in.readUTF()), in.readLong(), in.readBoolean(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
