package io.liveprofile.projections.search;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.search.CustomerSearch.Found;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * Where a page ended, as a text that callers hand back and don't look into.
 *
 * @param key of its last one, by what the list is sorted; 0 where that is the id alone
 */
record PageEnd(Sorting sorting, long key, CustomerId last) {
    private static final String SEPARATOR = " ";
    private static final int PARTS = 3;

    static PageEnd of(Sorting sorting, Found last) {
        long key = switch (sorting.by()) {
            case ID -> 0;
            case VALUE -> last.valueCents();
            case LAST_SEEN -> last.lastSeen().toEpochMilli();
            case CHURN -> last.churn().score();
            case FRAUD -> last.fraud().score();
        };
        return new PageEnd(sorting, key, last.id());
    }

    String text() {
        var plain = String.join(SEPARATOR, sorting.word(), String.valueOf(key), last.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException at what {@link #text} didn't make, or of another order */
    static PageEnd parse(Sorting sorting, String text) {
        var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, PARTS);
        if (parts.length < PARTS
                || !parts[0].equals(sorting.word())
                || CustomerId.problemIn(parts[2]).isPresent()) {
            throw new IllegalArgumentException("no cursor of this list");
        }
        return new PageEnd(sorting, Long.parseLong(parts[1]), CustomerId.parse(parts[2]));
    }

    /** As the column that the list is sorted by. */
    Object bound() {
        if (sorting.by() == Sorting.By.LAST_SEEN) {
            return Instant.ofEpochMilli(key).atOffset(ZoneOffset.UTC);
        }
        return key;
    }
}
