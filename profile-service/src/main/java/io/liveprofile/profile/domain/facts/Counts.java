package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * How often each interaction was seen. Producers choose the names, so their number has a bound: the first by the alphabet
 * are told apart, all others count as {@code others}, and the profile says that it is truncated. (The first that came
 * would be others after another order of arrival.)
 *
 * @param byName by the alphabet
 */
public record Counts(List<Count> byName, long others) {

    public static final int NAMES_MAX = 200;

    public static final Counts NONE = new Counts(List.of(), 0);

    private static final Comparator<Count> BY_NAME = Comparator.comparing(Count::name);

    public record Count(String name, long times) {

        public static Count of(String name, long times) {
            return Shared.counted(new Count(name, times), times);
        }
    }

    Counts plus(List<Told> batch) {
        var counted = new ArrayList<>(byName);
        for (var told : batch) {
            int at = Collections.binarySearch(counted, new Count(told.name(), 0), BY_NAME);
            if (at >= 0) {
                counted.set(at, Count.of(counted.get(at).name(), counted.get(at).times() + 1));
            } else {
                counted.add(-at - 1, Count.of(told.name(), 1));
            }
        }
        long beyond = others;
        while (counted.size() > NAMES_MAX) {
            beyond += counted.removeLast().times();
        }
        return new Counts(List.copyOf(counted), beyond);
    }

    public long of(String name) {
        int at = Collections.binarySearch(byName, new Count(name, 0), BY_NAME);
        return at < 0 ? 0 : byName.get(at).times();
    }

    public long total() {
        long total = others;
        for (var count : byName) {
            total += count.times();
        }
        return total;
    }

    public boolean truncated() {
        return others > 0;
    }

    void addTo(Hash64 hash) {
        byName.forEach(count -> hash.add(count.name()).add(count.times()));
        hash.add(others);
    }
}
