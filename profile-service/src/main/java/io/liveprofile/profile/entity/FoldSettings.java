package io.liveprofile.profile.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.profile.domain.facts.FoldRules;

/** The {@link FoldRules} that are set, checked: for the actors, and for whoever reads their snapshots. */
public final class FoldSettings {
    private static final String SECTION = "live-profile.profile";
    private static final String GAP = SECTION + ".session-gap";
    private static final String LATENESS = SECTION + ".lateness-max";

    private FoldSettings() {}

    public static FoldRules from(Config root) {
        long gap = root.getDuration(GAP).toMillis();
        long lateness = root.getDuration(LATENESS).toMillis();
        if (lateness < 0) {
            throw bad(root, LATENESS, "must not be negative");
        }
        if (gap < 1 || lateness > FoldRules.GAPS_MAX * gap) {
            throw bad(
                    root,
                    GAP,
                    "must be at least lateness-max / " + FoldRules.GAPS_MAX + ", which is "
                            + lateness / FoldRules.GAPS_MAX + " ms, and at least 1 ms");
        }
        return new FoldRules(gap, lateness);
    }

    private static ConfigException.BadValue bad(Config root, String key, String must) {
        return new ConfigException.BadValue(root.getValue(key).origin(), key, must);
    }
}
