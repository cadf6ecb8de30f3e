package io.liveprofile.api.quarantine;

import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.profile.domain.Reason;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which records a request means. */
record AskedFor(Filter filter, Optional<String> cursor, int limit) {
    private static final int LIMIT_USUAL = 100;

    static AskedFor in(Call call) {
        return new AskedFor(
                new Filter(
                        parameter(call, "reason", AskedFor::reason, "must be one of " + reasons()),
                        call.query("topic").filter(topic -> !topic.isEmpty()),
                        parameter(call, "from", OffsetDateTime::parse, "must be a time such as 2026-11-20T10:00:00Z")
                                .map(OffsetDateTime::toInstant),
                        parameter(call, "to", OffsetDateTime::parse, "must be a time such as 2026-11-20T10:00:00Z")
                                .map(OffsetDateTime::toInstant)),
                parameter(call, "cursor", AskedFor::cursor, "must be the \"next\" of the page before"),
                parameter(call, "limit", AskedFor::limit, "must be between 1 and " + Quarantine.PAGE_MAX)
                        .orElse(LIMIT_USUAL));
    }

    private static <T> Optional<T> parameter(Call call, String name, Function<String, T> parse, String rule) {
        try {
            return call.query(name).filter(text -> !text.isEmpty()).map(parse);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadCall(Problem.badField(name, rule));
        }
    }

    private static Reason reason(String word) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason"));
    }

    private static String reasons() {
        return Arrays.stream(Reason.values()).map(Reason::word).collect(Collectors.joining(", "));
    }

    private static String cursor(String text) {
        var decoded = new String(Base64.getUrlDecoder().decode(text));
        Long.parseLong(decoded.split(" ", 2)[0]);
        return text;
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > Quarantine.PAGE_MAX) {
            throw new IllegalArgumentException("out of bounds");
        }
        return limit;
    }
}
