package io.liveprofile.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The data key of one profile. Whoever destroys it has erased everything that was sealed with it. */
public final class SubjectKey {
    private final String subject;
    private final int version;
    private final long notBeforeMillis;
    private final SecretKey key;

    SubjectKey(String subject, int version, long notBeforeMillis, byte[] key) {
        this.subject = subject;
        this.version = version;
        this.notBeforeMillis = notBeforeMillis;
        this.key = new SecretKeySpec(key, Aes.ALGORITHM);
    }

    public String subject() {
        return subject;
    }

    /** What happened up to then was erased: none of it is sealed with this key. No time at all for a first key. */
    public long notBeforeMillis() {
        return notBeforeMillis;
    }

    public byte[] seal(String field, byte[] plain) {
        return seal(field, plain, 0, plain.length);
    }

    /** Seals a part of {@code source}, so that nobody has to copy it out first. */
    public byte[] seal(String field, byte[] source, int from, int length) {
        var aes = Aes.ofThread();
        var nonce = aes.nonce();
        var encrypted = aes.encrypt(key, nonce, bound(field), source, from, length);
        return new SealedForm(version, subject, nonce, encrypted).toBytes();
    }

    /** Fails where the value belongs to another field: nobody passes one off as the other. */
    public byte[] open(String field, byte[] sealed) {
        var form = SealedForm.parse(sealed);
        if (!form.subject().equals(subject) || form.keyVersion() != version) {
            throw new IllegalArgumentException("sealed for another subject, or with another version of the key");
        }
        return Aes.ofThread().decrypt(key, form.nonce(), bound(field), form.ciphertext());
    }

    /** Empty where it was sealed with a key of this subject that was destroyed. */
    public Optional<byte[]> openIfOurs(String field, byte[] sealed) {
        return SealedForm.parse(sealed).keyVersion() == version ? Optional.of(open(field, sealed)) : Optional.empty();
    }

    private byte[] bound(String field) {
        return (SealedForm.FORMAT + "|" + version + "|" + subject + "|" + field).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SubjectKey[" + subject + ", version " + version + "]";
    }
}
