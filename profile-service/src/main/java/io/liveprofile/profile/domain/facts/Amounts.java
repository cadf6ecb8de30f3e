package io.liveprofile.profile.domain.facts;

/** Sums that stop at the largest number instead of passing over into the negative ones. */
final class Amounts {

    private Amounts() {}

    /** Of what isn't negative: so the order of adding doesn't show. */
    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    static long product(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
