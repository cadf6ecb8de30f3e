package io.liveprofile.profile.domain.judgement;

/**
 * What looks like somebody else than the customer. A part that is worth nought is off.
 *
 * @param countsForMillis how long a finding counts
 */
public record FraudRules(
        Levels levels,
        long countsForMillis,
        Travel travel,
        Fresh newDevice,
        Fresh newCountry,
        FailedSignIns failedSignIns,
        LargeOrder passwordThenLargeOrder,
        Velocity orders,
        Velocity payments,
        UnusualAmount unusualAmount) {

    /** Bursts are looked for among the newest twenty. */
    public static final int TIMES_MAX = 20;

    /**
     * From one place to another faster than anybody travels.
     *
     * @param kmMin nearer is no travel: positions are rough
     * @param accuracyMetresMax a position that is known worse than this doesn't count
     */
    public record Travel(int points, int kmPerHourMax, int kmMin, int accuracyMetresMax) {}

    /** @param knownForMillis with whoever has been here for less, everything is new */
    public record Fresh(int points, long knownForMillis) {}

    /** Failed that often, and then in. */
    public record FailedSignIns(int points, int times, long withinMillis) {}

    /**
     * @param percentOfMean from which on an order is large for this customer
     * @param largeCents from which on it is large for one without a history
     */
    public record LargeOrder(int points, long withinMillis, int percentOfMean, long largeCents) {}

    public record Velocity(int points, int times, long withinMillis) {}

    /**
     * @param ordersMin with fewer orders before, no amount is unusual
     * @param spreads above the mean, in spreads
     * @param percentOfMean and above the mean, in percent of it
     */
    public record UnusualAmount(int points, int ordersMin, int spreads, int percentOfMean) {}
}
