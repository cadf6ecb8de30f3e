package io.liveprofile.server.cli;

/** There is nobody to ask, or no answer; the message says what to do. */
final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnswered(String sentence) {
        super(sentence);
    }
}
