package io.liveprofile.sealing;

/** A key that stands in no table, for tests and benches that have no database. */
public record TestKey(SubjectKey key) {

    public TestKey(String subject) {
        this(new SubjectKey(subject, 1, Long.MIN_VALUE, Aes.ofThread().key()));
    }
}
