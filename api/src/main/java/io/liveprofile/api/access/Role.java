package io.liveprofile.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key is for. */
public enum Role {
    /** Support agents' tools: the timeline, personal fields, review of signals. */
    SUPPORT,
    /** Engines that choose what a customer sees: never a personal field. */
    PERSONALIZATION,
    FRAUD,
    /** Search, and nothing personal. */
    ANALYST,
    /** Producers: may tell, and ask nothing. */
    WRITE,
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
