package io.liveprofile.projections.erasure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code live-profile.privacy.after-erasure}: what becomes of what is told of a customer later on. */
public enum AfterErasure {
    /** Nothing of it is kept, ever. */
    SUPPRESS,
    /** What happens once the erasure is complete makes a new profile, under a new key. */
    START_ANEW;

    private static final String KEY = "live-profile.privacy.after-erasure";

    public static AfterErasure from(Config config) {
        var word = config.getString(KEY);
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ConfigException.BadValue(
                        config.getValue(KEY).origin(),
                        KEY,
                        "must be "
                                + Arrays.stream(values())
                                        .map(AfterErasure::word)
                                        .collect(Collectors.joining(" or "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
