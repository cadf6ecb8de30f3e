package io.liveprofile.api.access;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How much one key may ask of this node: so many requests a second, and a burst of them at once. One number for each key
 * that was ever used here: the time up to which its requests are spent.
 */
public final class RateLimits {
    private static final String PER_SECOND = "live-profile.http.requests-per-second.";
    private static final String BURST = "live-profile.http.requests-burst";
    private static final int PER_SECOND_MAX = 1_000_000;
    private static final Duration BURST_MAX = Duration.ofMinutes(1);
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    /** @param perSecond by role; a role that is missing has no limit */
    public record Settings(Map<Role, Integer> perSecond, Duration burst) {

        public static Settings from(Config root) {
            var perSecond = new EnumMap<Role, Integer>(Role.class);
            for (var role : Role.values()) {
                var key = PER_SECOND + role.word();
                int requests = root.getInt(key);
                if (requests < 0 || requests > PER_SECOND_MAX) {
                    throw bad(root, key, "must be between 1 and " + PER_SECOND_MAX + ", or 0 for no limit");
                }
                if (requests > 0) {
                    perSecond.put(role, requests);
                }
            }
            var burst = root.getDuration(BURST);
            if (burst.toMillis() < 1 || burst.compareTo(BURST_MAX) > 0) {
                throw bad(root, BURST, "must be between 1ms and 1m");
            }
            return new Settings(perSecond, burst);
        }

        private static ConfigException.BadValue bad(Config root, String key, String must) {
            return new ConfigException.BadValue(root.getValue(key).origin(), key, must);
        }
    }

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Map<String, AtomicLong> spentUntil = new ConcurrentHashMap<>();

    public RateLimits(Settings settings) {
        this(settings, System::nanoTime);
    }

    RateLimits(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Counts this request, if it may be; else how long to wait: zero means that it may. */
    public Duration take(Caller caller) {
        var perSecond = settings.perSecond().get(caller.role());
        if (perSecond == null) {
            return Duration.ZERO;
        }
        long each = SECOND_NANOS / perSecond;
        long burst = Math.max(each, settings.burst().toNanos());
        long now = nanoTime.getAsLong();
        var spent = spentUntil.computeIfAbsent(caller.keyId(), _ -> new AtomicLong(now));
        while (true) {
            long until = spent.get();
            long next = Math.max(until - now, 0) + each;
            if (next > burst) {
                return Duration.ofNanos(next - burst);
            }
            if (spent.compareAndSet(until, now + next)) {
                return Duration.ZERO;
            }
        }
    }
}
