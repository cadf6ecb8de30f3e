package io.liveprofile.api.quarantine;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.profile.domain.Reason;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which records a request means. */
record AskedFor(Filter filter, Optional<String> cursor, int limit) {
    static final Set<String> PARAMETERS = Set.of("reason", "topic", "from", "to", "cursor", "limit");

    private static final int LIMIT_USUAL = 100;

    static AskedFor in(Call call) {
        return new AskedFor(
                new Filter(
                        call.parameter("reason", AskedFor::reason, "must be one of " + reasons()),
                        call.query("topic").filter(topic -> !topic.isEmpty()),
                        call.parameter("from", OffsetDateTime::parse, "must be a time such as 2026-11-20T10:00:00Z")
                                .map(OffsetDateTime::toInstant),
                        call.parameter("to", OffsetDateTime::parse, "must be a time such as 2026-11-20T10:00:00Z")
                                .map(OffsetDateTime::toInstant)),
                call.parameter("cursor", AskedFor::cursor, "must be the \"next\" of the page before"),
                call.limit(LIMIT_USUAL, Quarantine.PAGE_MAX));
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
}
