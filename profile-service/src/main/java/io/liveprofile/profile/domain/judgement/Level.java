package io.liveprofile.profile.domain.judgement;

import java.util.Locale;

/** How high a score is, in one word. */
public enum Level {
    LOW,
    MEDIUM,
    HIGH;

    /** As it stands in answers and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
