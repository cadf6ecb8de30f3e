package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.facts.Whereabouts;
import java.util.ArrayList;
import java.util.List;

/** From one place to another faster than anybody travels. */
final class Travel {
    private static final double EARTH_KM = 6_371;
    private static final double TENTHS = 10;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long MINUTE_MILLIS = 60_000;

    private Travel() {}

    static List<Finding> impossible(List<Act> oldestFirst, FraudRules.Travel rules) {
        var findings = new ArrayList<Finding>();
        Act before = null;
        for (var act : oldestFirst) {
            if (placed(act.where(), rules)) {
                if (before != null) {
                    long km = km(before.where(), act.where());
                    long millis = act.atMillis() - before.atMillis();
                    if (km >= rules.kmMin() && km * HOUR_MILLIS > millis * rules.kmPerHourMax()) {
                        findings.add(new Finding(
                                Signal.Kind.IMPOSSIBLE_TRAVEL,
                                rules.points(),
                                List.of(before.evidence(), act.evidence()),
                                act.atMillis(),
                                km + " km in " + millis / MINUTE_MILLIS + " minutes"));
                    }
                }
                before = act;
            }
        }
        return findings;
    }

    private static boolean placed(Whereabouts where, FraudRules.Travel rules) {
        return where.latitudeTenths() != Whereabouts.UNKNOWN
                && where.longitudeTenths() != Whereabouts.UNKNOWN
                && (where.accuracyMetres() == Whereabouts.UNKNOWN
                        || where.accuracyMetres() <= rules.accuracyMetresMax());
    }

    /** The shortest way over the surface. */
    static long km(Whereabouts from, Whereabouts to) {
        double lat1 = radians(from.latitudeTenths());
        double lat2 = radians(to.latitudeTenths());
        double byLat = StrictMath.sin((lat2 - lat1) / 2);
        double byLon = StrictMath.sin(radians(to.longitudeTenths() - from.longitudeTenths()) / 2);
        double share = byLat * byLat + StrictMath.cos(lat1) * StrictMath.cos(lat2) * byLon * byLon;
        return Math.round(2 * EARTH_KM * StrictMath.asin(Math.sqrt(Math.min(1, share))));
    }

    private static double radians(int tenthsOfDegree) {
        return StrictMath.toRadians(tenthsOfDegree / TENTHS);
    }
}
