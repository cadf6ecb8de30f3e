package io.liveprofile.api.access;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may ask: {@code live-profile.http.admin-key} and {@code live-profile.http.keys}. */
public record AccessSettings(Optional<String> adminKey, Duration reloadEvery) {
    static final int ADMIN_KEY_LENGTH_MIN = 32;

    /** What a bearer token may hold. */
    private static final Pattern SOUND = Pattern.compile("[\\w.~+/=-]{" + ADMIN_KEY_LENGTH_MIN + ",}");

    private static final String ADMIN_KEY = "live-profile.http.admin-key";
    private static final String RELOAD_EVERY = "live-profile.http.keys.reload-every";
    private static final Duration RELOAD_EVERY_MAX = Duration.ofSeconds(10);

    public static AccessSettings from(Config root) {
        var every = root.getDuration(RELOAD_EVERY);
        if (every.toMillis() < 1 || every.compareTo(RELOAD_EVERY_MAX) > 0) {
            throw bad(root, RELOAD_EVERY, "must be between 1ms and 10s, so that a revoked key is soon refused");
        }
        return new AccessSettings(root.hasPath(ADMIN_KEY) ? Optional.of(adminKey(root)) : Optional.empty(), every);
    }

    /** Never quotes the key. */
    private static String adminKey(Config root) {
        var key = root.getString(ADMIN_KEY);
        if (!SOUND.matcher(key).matches()) {
            throw bad(
                    root,
                    ADMIN_KEY,
                    "must have at least " + ADMIN_KEY_LENGTH_MIN
                            + " characters, all of them letters, digits or one of . _ ~ + / - =: it opens everything");
        }
        return key;
    }

    private static ConfigException.BadValue bad(Config root, String key, String allowed) {
        return new ConfigException.BadValue(root.getValue(key).origin(), key, allowed);
    }
}
