package io.liveprofile.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a sealed value looks, for ever: format, key version, length and text of the subject, nonce, then ciphertext and
 * tag. Subject and version stand in it because a value travels: into another profile, a snapshot, a topic.
 */
record SealedForm(int keyVersion, String subject, byte[] nonce, byte[] ciphertext) {
    static final byte FORMAT = 1;
    static final int NONCE_BYTES = 12;

    private static final int SUBJECT_BYTES_MAX = 1 << 14;

    byte[] toBytes() {
        var subjectBytes = subject.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(6 + subjectBytes.length + NONCE_BYTES + ciphertext.length);
        out.write(FORMAT);
        varint(out, keyVersion);
        varint(out, subjectBytes.length);
        out.writeBytes(subjectBytes);
        out.writeBytes(nonce);
        out.writeBytes(ciphertext);
        return out.toByteArray();
    }

    static SealedForm parse(byte[] sealed) {
        var in = ByteBuffer.wrap(sealed);
        try {
            if (in.get() != FORMAT) {
                throw new IllegalArgumentException("sealed in a format of a newer version");
            }
            int version = varint(in);
            int subjectBytes = varint(in);
            if (subjectBytes > SUBJECT_BYTES_MAX) {
                throw new IllegalArgumentException("not a sealed value");
            }
            var subject = new byte[subjectBytes];
            in.get(subject);
            var nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            var ciphertext = new byte[in.remaining()];
            in.get(ciphertext);
            return new SealedForm(version, new String(subject, StandardCharsets.UTF_8), nonce, ciphertext);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a sealed value", e);
        }
    }

    /** Empty where these bytes are nothing that was sealed. */
    static Optional<String> subjectOf(byte[] sealed) {
        try {
            return Optional.of(parse(sealed).subject());
        } catch (IllegalArgumentException notSealed) {
            return Optional.empty();
        }
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("not a sealed value");
    }
}
