package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        added.forEach(each -> insert(all, each));
        return all.size() > max
                ? new Newest<>(List.copyOf(all.subList(0, max)), true)
                : new Newest<>(List.copyOf(all), truncated);
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
            insert(all, at < 0 ? each : all.remove(at).with(each));
            if (all.size() > max) {
                // At once, so that one that returns within the batch finds what it would find after it.
                all.removeLast();
                truncated = true;
            }
        }
        return new Newest<>(List.copyOf(all), truncated);
    }

    /** Most are newer than all that is known: a step or two, where sorting would compare each with the next. */
    private static <T extends Dated> void insert(List<T> newestFirst, T added) {
        int at = 0;
        while (at < newestFirst.size() && Dated.NEWEST_FIRST.compare(newestFirst.get(at), added) <= 0) {
            at++;
        }
        newestFirst.add(at, added);
    }

    public Optional<T> first() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
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
