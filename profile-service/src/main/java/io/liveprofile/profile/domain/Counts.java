package io.liveprofile.profile.domain;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each interaction was seen. Producers choose the names, so their number has a bound: interactions of a name
 * beyond it count as {@code others}, and the profile says that it is truncated.
 */
public record Counts(SortedMap<String, Long> byName, long others) {

    public static final int NAMES_MAX = 200;

    public static final Counts NONE = new Counts(new TreeMap<>(), 0);

    Counts plus(Iterable<Interaction> interactions) {
        var counted = new TreeMap<>(byName);
        long beyond = others;
        for (var interaction : interactions) {
            if (counted.size() < NAMES_MAX || counted.containsKey(interaction.name())) {
                counted.merge(interaction.name(), 1L, Long::sum);
            } else {
                beyond++;
            }
        }
        return new Counts(counted, beyond);
    }

    public long total() {
        return byName.values().stream().mapToLong(Long::longValue).sum() + others;
    }

    public boolean truncated() {
        return others > 0;
    }

    Hash64 addTo(Hash64 hash) {
        byName.forEach((name, count) -> hash.add(name).add(count));
        return hash.add(others);
    }
}
