package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.profile.AsOf;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What a request says of when. */
final class Asked {
    private static final String TIME = "must be a time such as 2026-11-20T10:00:00Z";
    private static final String POINT = "must be a sequence number, from 1 on, or a time such as 2026-11-20T10:00:00Z";

    private Asked() {}

    static Optional<AsOf> point(Call call, String parameter) {
        return call.parameter(parameter, Asked::point, POINT);
    }

    private static AsOf point(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long sequence = Long.parseLong(text);
            if (sequence == 0) {
                throw new IllegalArgumentException("before the first");
            }
            return new AsOf.Sequence(sequence);
        }
        return new AsOf.Time(OffsetDateTime.parse(text).toInstant());
    }

    static Optional<Instant> time(Call call, String parameter) {
        return call.parameter(parameter, text -> OffsetDateTime.parse(text).toInstant(), TIME);
    }
}
