package io.liveprofile.persistence.r2dbc.projection;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure of the surroundings, which passes, from one of the envelopes, which stays. Not every IOException is the
 * former: what can't be parsed or deserialized is told by one too.
 */
final class Outage {
    private static final int CAUSES_MAX = 20;

    private Outage() {}

    static boolean is(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++, cause = cause.getCause()) {
            if (cause instanceof R2dbcTransientException
                    || cause instanceof R2dbcNonTransientResourceException
                    || cause instanceof Unreachable
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
