package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.domain.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What a request says of whom and when. */
final class Asked {
    private static final String TIME = "must be a time such as 2026-11-20T10:00:00Z";
    private static final String POINT = "must be a sequence number, from 1 on, or a time such as 2026-11-20T10:00:00Z";

    private Asked() {}

    static CustomerId customer(Call call) {
        return customer(call.path("id"));
    }

    static CustomerId customer(String id) {
        CustomerId.problemIn(id).ifPresent(problem -> {
            throw new BadCall(Problem.badId("It can't be used: " + problem + "."));
        });
        return CustomerId.parse(id);
    }

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
