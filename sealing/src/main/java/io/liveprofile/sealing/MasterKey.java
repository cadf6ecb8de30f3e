package io.liveprofile.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Wraps the subject keys, so that their table alone opens nothing. */
public final class MasterKey {
    private final SecretKey key;

    private MasterKey(byte[] key) {
        this.key = new SecretKeySpec(key, Aes.ALGORITHM);
    }

    /** Reads 32 bytes in Base64, as {@link #generate} makes them. */
    public static MasterKey parse(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the master key must be Base64");
        }
        if (key.length != Aes.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the master key must be " + Aes.KEY_BYTES + " bytes in Base64, is " + key.length);
        }
        return new MasterKey(key);
    }

    public static String generate() {
        return Base64.getEncoder().encodeToString(Aes.ofThread().key());
    }

    /** For what is found by its value: see {@link LookupDigest}. */
    public LookupDigest lookups() {
        return new LookupDigest(key.getEncoded());
    }

    byte[] wrap(String subject, int version, byte[] subjectKey) {
        var aes = Aes.ofThread();
        var nonce = aes.nonce();
        var encrypted = aes.encrypt(key, nonce, bound(subject, version), subjectKey);
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    byte[] unwrap(String subject, int version, byte[] wrapped) {
        var in = ByteBuffer.wrap(wrapped);
        var nonce = new byte[SealedForm.NONCE_BYTES];
        in.get(nonce);
        var encrypted = new byte[in.remaining()];
        in.get(encrypted);
        return Aes.ofThread().decrypt(key, nonce, bound(subject, version), encrypted);
    }

    private static byte[] bound(String subject, int version) {
        return ("subject-key|" + version + "|" + subject).getBytes(StandardCharsets.UTF_8);
    }
}
