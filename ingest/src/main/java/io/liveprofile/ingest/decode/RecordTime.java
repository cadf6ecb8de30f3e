package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an interaction was done: a function of the record alone. */
final class RecordTime {
    private static final long YEAR_2000_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private final long futureMaxMillis;

    RecordTime(Duration futureMax) {
        this.futureMaxMillis = futureMax.toMillis();
    }

    record At(long millis, boolean futureSetBack) {}

    /**
     * The client's {@code timestamp}, less what its clock was wrong by when it sent: unless {@code originalTimestamp}
     * shows that the sender's gateway has corrected it already. A record that the broker has given no time is taken as
     * it says.
     */
    At of(@Nullable String timestamp, @Nullable String originalTimestamp, @Nullable String sentAt, long recordMillis) {
        boolean brokerTold = recordMillis >= YEAR_2000_MILLIS;
        long at;
        if (timestamp == null) {
            at = originalTimestamp == null ? recordMillis : millis(originalTimestamp, "/originalTimestamp");
        } else {
            at = millis(timestamp, "/timestamp");
            if (originalTimestamp == null && sentAt != null && brokerTold) {
                at += recordMillis - millis(sentAt, "/sentAt");
            }
        }
        if (at < YEAR_2000_MILLIS) {
            throw new Refusal(Reason.IMPOSSIBLE_TIME, "the interaction is from before the year 2000");
        }
        return brokerTold && at > recordMillis + futureMaxMillis ? new At(recordMillis, true) : new At(at, false);
    }

    private static long millis(String text, String pointer) {
        try {
            return IsoTime.millis(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refusal(Reason.IMPOSSIBLE_TIME, pointer + " is no ISO 8601 time with an offset");
        }
    }
}
