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
        var times = Arrays.copyOf(timesMillis, all);
        var ids = Arrays.copyOf(hashes, all);
        int known = hashes.length;
        for (var interaction : interactions) {
            insert(times, ids, known++, interaction.atMillis(), interaction.idHash());
        }
        int out = Math.max(0, all - IDS_MAX);
        return out == 0
                ? new Seen(times, ids, horizonMillis)
                : new Seen(
                        Arrays.copyOfRange(times, out, all),
                        Arrays.copyOfRange(ids, out, all),
                        Math.max(horizonMillis, times[out - 1]));
    }

    /** Behind those that are older, which most often are all. */
    private static void insert(long[] times, long[] ids, int known, long atMillis, long hash) {
        int at = known;
        while (at > 0 && (times[at - 1] > atMillis || times[at - 1] == atMillis && ids[at - 1] > hash)) {
            times[at] = times[at - 1];
            ids[at] = ids[at - 1];
            at--;
        }
        times[at] = atMillis;
        ids[at] = hash;
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
