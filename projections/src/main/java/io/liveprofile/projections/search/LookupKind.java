package io.liveprofile.projections.search;

import java.util.Locale;
import java.util.Optional;

/** By what a customer can be looked up, and how values that mean the same become equal. */
public enum LookupKind {
    EMAIL,
    PHONE,
    NAME,
    /** An id of another system: the traits id and username. */
    EXTERNAL_ID;

    private static final int DIGITS_MIN = 5;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LookupKind> of(String word) {
        for (var kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Empty where nothing is left by which anybody could be found. */
    public Optional<String> normal(String value) {
        return switch (this) {
            case EMAIL, NAME -> present(value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
            case PHONE ->
                present(value.replaceAll("\\D", "").replaceFirst("^00", ""))
                        .filter(digits -> digits.length() >= DIGITS_MIN);
            case EXTERNAL_ID -> present(value.strip());
        };
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
