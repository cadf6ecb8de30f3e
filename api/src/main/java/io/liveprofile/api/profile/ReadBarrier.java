package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.profile.After;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reading what one has just told: the answer comes once it is in. The profile itself knows its newest interactions, and
 * where they came from; what it has forgotten, and what never comes to it, ingest knows.
 */
public final class ReadBarrier {
    static final String AFTER = "after";
    static final String WAIT = "wait";

    private static final Duration WAIT_USUAL = Duration.ofMillis(200);
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final int MESSAGE_ID_LENGTH_MAX = 1_000;
    private static final Pattern ORIGIN = Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,9}):(\\d{1,18})");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s)");

    private final CustomerProfiles profiles;
    private final Quarantine quarantine;
    private final Predicate<Origin> settled;

    /** @param settled whether ingest is done with a record, whatever became of it */
    public ReadBarrier(CustomerProfiles profiles, Quarantine quarantine, Predicate<Origin> settled) {
        this.profiles = profiles;
        this.quarantine = quarantine;
        this.settled = settled;
    }

    /** @param stale why what was waited for isn't in the profile, if so */
    record Answer(Optional<LiveProfile> profile, Optional<Staleness> stale) {}

    enum Staleness {
        /** Or it came longer ago than a profile remembers, or was about somebody else. */
        NOT_ARRIVED,
        QUARANTINED
    }

    static Optional<After> after(Call call) {
        return call.parameter(
                AFTER,
                text -> {
                    if (text.length() > MESSAGE_ID_LENGTH_MAX) {
                        throw new IllegalArgumentException("too long");
                    }
                    var origin = ORIGIN.matcher(text);
                    return origin.matches()
                            ? new After.Record(new Origin(
                                    origin.group(1),
                                    Integer.parseInt(origin.group(2)),
                                    Long.parseLong(origin.group(3))))
                            : new After.Message(text);
                },
                "must be a message id of at most " + MESSAGE_ID_LENGTH_MAX + " characters, or topic:partition:offset");
    }

    static Duration wait(Call call) {
        return call.parameter(
                        WAIT,
                        text -> {
                            var duration = DURATION.matcher(text);
                            if (!duration.matches()) {
                                throw new IllegalArgumentException("no duration");
                            }
                            long amount = Long.parseLong(duration.group(1));
                            var wait = duration.group(2).equals("s")
                                    ? Duration.ofSeconds(amount)
                                    : Duration.ofMillis(amount);
                            if (wait.compareTo(WAIT_MAX) > 0) {
                                throw new IllegalArgumentException("too long");
                            }
                            return wait;
                        },
                        "must be a duration such as 200ms, at most " + WAIT_MAX.toSeconds() + "s")
                .orElse(WAIT_USUAL);
    }

    CompletionStage<Answer> read(CustomerId id, After after, Duration wait) {
        return switch (after) {
            case After.Message _ ->
                profiles.readAfter(id, after, wait)
                        .thenApply(read -> new Answer(
                                read.profile(), read.isIn() ? Optional.empty() : Optional.of(Staleness.NOT_ARRIVED)));
            case After.Record(var origin) ->
                known(id, origin)
                        .thenCompose(known -> known.isPresent() ? done(known.get()) : awaited(id, origin, after, wait));
        };
    }

    private CompletionStage<Answer> awaited(CustomerId id, Origin origin, After after, Duration wait) {
        return profiles.readAfter(id, after, wait)
                .thenCompose(read -> read.isIn()
                        ? done(new Answer(read.profile(), Optional.empty()))
                        : known(id, origin)
                                .thenApply(known -> known.orElseGet(
                                        () -> new Answer(read.profile(), Optional.of(Staleness.NOT_ARRIVED)))));
    }

    /** Where ingest is done with it. It is asked before the profile is read, so that what it is done with is in there. */
    private CompletionStage<Optional<Answer>> known(CustomerId id, Origin origin) {
        return quarantine.find(origin.toString()).thenCompose(waiting -> {
            if (waiting.isPresent()) {
                return read(id, Optional.of(Staleness.QUARANTINED));
            }
            return settled.test(origin) ? read(id, Optional.empty()) : done(Optional.empty());
        });
    }

    private CompletionStage<Optional<Answer>> read(CustomerId id, Optional<Staleness> stale) {
        return profiles.read(id).thenApply(found -> Optional.of(new Answer(found, stale)));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
