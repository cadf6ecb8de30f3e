package io.liveprofile.ingest.quarantine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record as its producer sent it, byte for byte. Its own bytes, in the quarantine, stay readable for ever. */
public record RawRecord(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    private static final int FORMAT = 1;
    private static final int STUB_KEY_BYTES_MAX = 1_024;

    public record Header(String name, byte @Nullable [] value) {}

    public RawRecord {
        headers = List.copyOf(headers);
    }

    /** Without the headers that we have put on it ourselves. */
    static RawRecord of(ConsumerRecord<byte[], byte[]> consumed, Set<String> ours) {
        var headers = new ArrayList<Header>();
        for (var header : consumed.headers()) {
            if (!ours.contains(header.key())) {
                headers.add(new Header(header.key(), header.value()));
            }
        }
        return new RawRecord(consumed.timestamp(), consumed.key(), consumed.value(), headers);
    }

    /** What fits in anywhere: when it was, and its key. */
    RawRecord stub() {
        return new RawRecord(
                timestampMillis, key != null && key.length <= STUB_KEY_BYTES_MAX ? key : null, null, List.of());
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(timestampMillis);
            piece(out, key);
            piece(out, value);
            out.writeInt(headers.size());
            for (var header : headers) {
                piece(out, header.name().getBytes(StandardCharsets.UTF_8));
                piece(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static RawRecord parse(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalArgumentException("quarantined in a format of a newer version");
            }
            long timestampMillis = in.readLong();
            var key = piece(in);
            var value = piece(in);
            var headers = new ArrayList<Header>();
            for (int left = in.readInt(); left > 0; left--) {
                var name = piece(in);
                headers.add(new Header(name == null ? "" : new String(name, StandardCharsets.UTF_8), piece(in)));
            }
            return new RawRecord(timestampMillis, key, value, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void piece(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] piece(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
