package io.liveprofile.profile.domain.facts;

import java.math.BigInteger;
import java.util.Arrays;

/** Mean and spread (the standard deviation, rounded down) of the newest orders' values in one currency. */
public record Usual(String currency, int orders, long meanCents, long spreadCents) {

    /** Up to here the squares of all orders that are kept, and as many times their number, fit into a long. */
    static final long PLAIN_CENTS_MAX = 100_000_000;

    static Usual of(String currency, long[] cents) {
        if (cents.length == 0) {
            return new Usual(currency, 0, 0, 0);
        }
        for (long each : cents) {
            if (each > PLAIN_CENTS_MAX || each < -PLAIN_CENTS_MAX) {
                return ofHuge(currency, cents);
            }
        }
        long n = cents.length;
        long sum = 0;
        long squares = 0;
        for (long each : cents) {
            sum += each;
            squares += each * each;
        }
        return new Usual(currency, cents.length, sum / n, root(squares * n - sum * sum) / n);
    }

    static Usual ofHuge(String currency, long[] all) {
        var cents = Arrays.stream(all).mapToObj(BigInteger::valueOf).toList();
        var n = BigInteger.valueOf(cents.size());
        var sum = cents.stream().reduce(BigInteger.ZERO, BigInteger::add);
        var squares = cents.stream().map(each -> each.multiply(each)).reduce(BigInteger.ZERO, BigInteger::add);
        var spread = squares.multiply(n).subtract(sum.multiply(sum)).sqrt().divide(n);
        return new Usual(currency, cents.size(), sum.divide(n).longValueExact(), spread.longValueExact());
    }

    /** A double is off by one at times. */
    private static long root(long square) {
        long root = (long) Math.sqrt(square);
        while (root * root > square) {
            root--;
        }
        while ((root + 1) * (root + 1) <= square) {
            root++;
        }
        return root;
    }

    public boolean isExceededBy(long cents, int percentOfMean) {
        return cents > Amounts.product(meanCents, percentOfMean) / 100;
    }

    /** By more than so many spreads. */
    public boolean isFarBelow(long cents, int spreads) {
        return cents > Amounts.sum(meanCents, Amounts.product(spreadCents, spreads));
    }
}
