package io.liveprofile.sealing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256 in GCM. Ciphers and random bytes are kept per thread: making them anew costs more than the sealing. */
final class Aes {
    static final String ALGORITHM = "AES";
    static final int KEY_BYTES = 32;

    private static final int TAG_BITS = 128;
    private static final int NONCES_DRAWN = 256;
    private static final ThreadLocal<Aes> OF_THREAD = ThreadLocal.withInitial(Aes::new);

    private final Cipher cipher;
    private final SecureRandom random = new SecureRandom();
    private final byte[] nonces = new byte[NONCES_DRAWN * SealedForm.NONCE_BYTES];
    private int nonceAt = nonces.length;

    private Aes() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no AES-GCM", e);
        }
    }

    static Aes ofThread() {
        return OF_THREAD.get();
    }

    byte[] nonce() {
        if (nonceAt == nonces.length) {
            random.nextBytes(nonces);
            nonceAt = 0;
        }
        nonceAt += SealedForm.NONCE_BYTES;
        return Arrays.copyOfRange(nonces, nonceAt - SealedForm.NONCE_BYTES, nonceAt);
    }

    byte[] key() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    byte[] encrypt(SecretKey key, byte[] nonce, byte[] bound, byte[] plain) {
        return encrypt(key, nonce, bound, plain, 0, plain.length);
    }

    byte[] encrypt(SecretKey key, byte[] nonce, byte[] bound, byte[] source, int from, int length) {
        return run(Cipher.ENCRYPT_MODE, key, nonce, bound, source, from, length);
    }

    byte[] decrypt(SecretKey key, byte[] nonce, byte[] bound, byte[] encrypted) {
        return run(Cipher.DECRYPT_MODE, key, nonce, bound, encrypted, 0, encrypted.length);
    }

    private byte[] run(int mode, SecretKey key, byte[] nonce, byte[] bound, byte[] source, int from, int length) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(source, from, length);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("sealed with another key, for another field, or changed since", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }
}
