package io.liveprofile.profile.domain;

import java.util.Arrays;
import java.util.List;

/**
 * The ids of the newest interactions, so that none counts twice. Two sorted arrays of numbers and no set of strings:
 * this stands in memory once for every live customer.
 *
 * @param timesMillis of the interactions, ascending
 * @param hashes of their message ids, in the same order
 * @param horizonMillis the newest event time that no longer fits; above it this memory decides, at or below it only the
 *     journal can
 */
public record Seen(long[] timesMillis, long[] hashes, long horizonMillis) {

    public static final int IDS_MAX = 1_024;

    public static final Seen NONE = new Seen(new long[0], new long[0], Long.MIN_VALUE);

    boolean has(long hash) {
        for (long seen : hashes) {
            if (seen == hash) {
                return true;
            }
        }
        return false;
    }

    boolean decides(Interaction interaction) {
        return interaction.atMillis() > horizonMillis || has(interaction.idHash());
    }

    Seen plus(List<Interaction> interactions) {
        int all = hashes.length + interactions.size();
        record Id(long atMillis, long hash) implements Comparable<Id> {
            @Override
            public int compareTo(Id other) {
                int byTime = Long.compare(atMillis, other.atMillis);
                return byTime != 0 ? byTime : Long.compare(hash, other.hash);
            }
        }
        var added = interactions.stream()
                .map(interaction -> new Id(interaction.atMillis(), interaction.idHash()))
                .sorted()
                .toList();
        var times = new long[all];
        var ids = new long[all];
        int mine = 0;
        int theirs = 0;
        for (int i = 0; i < all; i++) {
            if (theirs == added.size()
                    || mine < hashes.length
                            && new Id(timesMillis[mine], hashes[mine]).compareTo(added.get(theirs)) <= 0) {
                times[i] = timesMillis[mine];
                ids[i] = hashes[mine++];
            } else {
                times[i] = added.get(theirs).atMillis();
                ids[i] = added.get(theirs++).hash();
            }
        }
        int out = Math.max(0, all - IDS_MAX);
        return out == 0
                ? new Seen(times, ids, horizonMillis)
                : new Seen(
                        Arrays.copyOfRange(times, out, all),
                        Arrays.copyOfRange(ids, out, all),
                        Math.max(horizonMillis, times[out - 1]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seen(long[] times, long[] ids, long horizon)
                && Arrays.equals(timesMillis, times)
                && Arrays.equals(hashes, ids)
                && horizonMillis == horizon;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "Seen[" + hashes.length + " ids, horizon " + horizonMillis + "]";
    }
}
