package io.liveprofile.loadtest.workload;

import java.util.SplittableRandom;

/** Ranks 1 to n, the k-th drawn in proportion to 1/k, in constant time (Walker's alias method). */
final class Zipf {
    private final double[] keep;
    private final int[] alias;

    Zipf(int ranks) {
        if (ranks < 1) {
            throw new IllegalArgumentException("at least one rank is needed, not " + ranks);
        }
        keep = new double[ranks];
        alias = new int[ranks];
        double harmonic = 0;
        for (int k = 1; k <= ranks; k++) {
            harmonic += 1.0 / k;
        }
        var small = new int[ranks];
        var large = new int[ranks];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < ranks; i++) {
            keep[i] = ranks / (harmonic * (i + 1));
            alias[i] = i;
            if (keep[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int poor = small[--smalls];
            int rich = large[larges - 1];
            alias[poor] = rich;
            keep[rich] -= 1 - keep[poor];
            if (keep[rich] < 1) {
                larges--;
                small[smalls++] = rich;
            }
        }
    }

    int next(SplittableRandom random) {
        int column = random.nextInt(keep.length);
        return 1 + (random.nextDouble() < keep[column] ? column : alias[column]);
    }
}
