package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The newest of something, up to a bound. Which ones these are doesn't depend on the order in which they came.
 *
 * @param entries the newest first
 * @param truncated whether any fell out
 */
public record Newest<T extends Dated>(List<T> entries, boolean truncated) {

    private static final Newest<?> NONE = new Newest<>(List.of(), false);

    @SuppressWarnings("unchecked") // holds nothing, of whichever type
    public static <T extends Dated> Newest<T> none() {
        return (Newest<T>) NONE;
    }

    Newest<T> plus(List<T> added, int max) {
        if (added.isEmpty()) {
            return this;
        }
        var all = new ArrayList<T>(entries.size() + added.size());
        all.addAll(entries);
        all.addAll(added);
        return of(all, max);
    }

    /** What is known already takes in what is told of it; an old one that returns after it fell out begins anew. */
    static <T extends Keyed<T>> Newest<T> plus(Newest<T> known, List<T> added, int max) {
        if (added.isEmpty()) {
            return known;
        }
        var all = new ArrayList<T>(known.entries.size() + added.size());
        all.addAll(known.entries);
        boolean truncated = known.truncated;
        for (var each : added) {
            int at = indexOf(all, each);
            if (at >= 0) {
                all.set(at, all.get(at).with(each));
                continue;
            }
            all.add(each);
            if (all.size() > max) {
                // At once, so that one that returns within the batch finds what it would find after it.
                all.remove(Collections.max(all, Dated.NEWEST_FIRST));
                truncated = true;
            }
        }
        all.sort(Dated.NEWEST_FIRST);
        return new Newest<>(List.copyOf(all), truncated);
    }

    private Newest<T> of(List<T> all, int max) {
        all.sort(Dated.NEWEST_FIRST);
        return all.size() > max
                ? new Newest<>(List.copyOf(all.subList(0, max)), true)
                : new Newest<>(List.copyOf(all), truncated);
    }

    private static <T extends Keyed<T>> int indexOf(List<T> entries, T sought) {
        for (int i = 0; i < entries.size(); i++) {
            if (sought.isOf(entries.get(i))) {
                return i;
            }
        }
        return -1;
    }

    void addTo(Hash64 hash) {
        hash.add(entries.size()).add(truncated ? 1 : 0);
        for (var entry : entries) {
            entry.addTo(hash.add(entry.atMillis()).add(entry.messageId()));
        }
    }
}
