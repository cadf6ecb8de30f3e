package io.liveprofile.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which equal personal values of different subjects are found without being stored. Whoever lacks the master key can
 * neither tell a value from its digest nor try values out.
 */
public final class LookupDigest {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    LookupDigest(byte[] masterKey) {
        this.key = new SecretKeySpec(digest(new SecretKeySpec(masterKey, ALGORITHM), "live-profile lookup"), ALGORITHM);
    }

    /** @param kind values of different kinds never meet */
    public String of(String kind, String value) {
        return HexFormat.of().formatHex(digest(key, kind + "\0" + value));
    }

    private static byte[] digest(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no HMAC", e);
        }
    }
}
