package io.liveprofile.server.cli;

/** There is nobody to ask, or no answer; the message says what to do. */
public final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    NotAnswered(String sentence) {
        this(sentence, false);
    }

    NotAnswered(String sentence, boolean passing) {
        super(sentence);
        this.passing = passing;
    }

    /** Whether the service said that it can't just now. */
    public boolean isPassing() {
        return passing;
    }
}
