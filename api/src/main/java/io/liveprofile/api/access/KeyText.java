package io.liveprofile.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key as its holder sends it: {@code lp_<id>_<secret>}. The id finds its row; of the secret only the hash is kept. It
 * is 160 bits of chance, so that a fast hash is enough: there is nothing to guess from.
 */
record KeyText(String id, String secret) {
    private static final String PREFIX = "lp_";
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Never fed: each hash is made by a copy of it, since finding one among the providers takes longer than the hash. */
    private static final MessageDigest SHA_256 = sha256();

    static KeyText generate() {
        return new KeyText(hex(ID_BYTES), hex(SECRET_BYTES));
    }

    static Optional<KeyText> parse(String text) {
        int idEnd = PREFIX.length() + 2 * ID_BYTES;
        boolean isOurs =
                text.length() == idEnd + 1 + 2 * SECRET_BYTES && text.startsWith(PREFIX) && text.charAt(idEnd) == '_';
        return isOurs
                ? Optional.of(new KeyText(text.substring(PREFIX.length(), idEnd), text.substring(idEnd + 1)))
                : Optional.empty();
    }

    byte[] hash() {
        return hash(secret);
    }

    static byte[] hash(String secret) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 can't be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** As its holder sends it. */
    String whole() {
        return PREFIX + id + "_" + secret;
    }

    /** Never by accident into a log. */
    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }
}
