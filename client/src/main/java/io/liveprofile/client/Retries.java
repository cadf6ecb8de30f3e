package io.liveprofile.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often and when to ask again: somewhere between at once and twice as long as the last time, so that those who failed
 * together don't come again together; never before the time that the service has asked for.
 *
 * @param attemptsMax of one request, the first included
 * @param first the most that is waited before the second
 * @param max the most that is waited before any
 */
public record Retries(int attemptsMax, Duration first, Duration max) {
    public static final Retries USUAL = new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(5));
    public static final Retries NONE = new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));

    private static final int DOUBLINGS_MAX = 20;

    public Retries {
        if (attemptsMax < 1 || first.toMillis() < 1 || max.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "attemptsMax must be 1 or more, first 1 ms or more, max no less than first");
        }
    }

    /**
     * @param failures so far, 1 or more
     * @param asked by the service
     */
    Duration pause(int failures, Duration asked) {
        return pause(failures, asked, ThreadLocalRandom.current()::nextDouble);
    }

    Duration pause(int failures, Duration asked, DoubleSupplier chance) {
        long most = Math.min(max.toMillis(), first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX));
        return asked.plusMillis((long) (most * chance.getAsDouble()));
    }
}
