package io.liveprofile.profile.entity;

import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.JournalPage.Written;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.entity.Command.Begun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.TimestampOffset;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Profiles as they were: the entries up to a point, folded from the first one on. A snapshot knows more than the point
 * does, so none is used; and what another profile gave later wasn't known then. Of one who began anew, what was before
 * that was never known.
 */
final class Past {
    private final Replays replays;
    private final FoldRules rules;
    private final Function<CustomerId, CompletionStage<Begun>> begins;

    /** @param begins where the journal of each begins to be theirs: what was erased before it is nobody's to read */
    Past(Replays replays, FoldRules rules, Function<CustomerId, CompletionStage<Begun>> begins) {
        this.replays = replays;
        this.rules = rules;
        this.begins = begins;
    }

    /** A profile after one of its entries. */
    record Point(Profile profile, long sequence) {
        Point plus(EventEnvelope entry) {
            return new Point(profile.apply((ProfileEvent) entry.event()), entry.sequenceNr());
        }
    }

    CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point) {
        return asOf(id, id, point);
    }

    private CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, CustomerId requested, AsOf point) {
        return begins.apply(id)
                .thenCompose(begun -> at(id, begun.sequence(), point))
                .thenCompose(then -> then.profile()
                        .mergedInto()
                        .map(taker -> asOf(taker, requested, point))
                        .orElseGet(() -> CompletableFuture.completedFuture(live(id, requested, then))));
    }

    /** Of one who was erased since then there is no past. */
    private CompletionStage<Point> at(CustomerId id, long begin, AsOf point) {
        return upTo(id, begin, point).thenApply(then -> {
            if (then.sequence() < begin) {
                throw new ErasedCustomer();
            }
            return then;
        });
    }

    private CompletionStage<Point> upTo(CustomerId id, long begin, AsOf point) {
        var nothing = new Point(Profile.under(rules), 0);
        return switch (point) {
            case AsOf.Sequence(var sequence) -> replays.run(id, begin, sequence, Sink.fold(nothing, Point::plus));
            case AsOf.Time(var time) ->
                replays.run(
                        id,
                        begin,
                        Long.MAX_VALUE,
                        Flow.of(EventEnvelope.class)
                                .takeWhile(entry -> !writtenAt(entry).isAfter(time))
                                .toMat(Sink.fold(nothing, Point::plus), Keep.right()));
        };
    }

    /** After each entry behind {@code after}, up to {@code to}. */
    CompletionStage<List<LiveProfile>> between(CustomerId id, CustomerId requested, long after, long to) {
        return begins.apply(id)
                .thenCompose(begun -> replays.run(
                        id,
                        begun.sequence(),
                        to,
                        Flow.of(EventEnvelope.class)
                                .scan(new Point(Profile.under(rules), 0), Point::plus)
                                .filter(point -> point.sequence() > after)
                                .mapConcat(point ->
                                        live(id, requested, point).stream().toList())
                                .toMat(Sink.seq(), Keep.right())));
    }

    CompletionStage<Timeline> timeline(CustomerId id, Timeline.Query query) {
        return begins.apply(id)
                .thenCompose(begun -> replays.run(
                        id,
                        begun.sequence(),
                        Long.MAX_VALUE,
                        Flow.of(EventEnvelope.class)
                                .map(EventEnvelope::event)
                                .collectType(Observed.class)
                                .toMat(
                                        Sink.fold(query.begin(), (page, event) -> {
                                            Entry.of(event.interactions()).forEach(page::add);
                                            return page;
                                        }),
                                        Keep.right())))
                .thenApply(Timeline.Page::timeline);
    }

    CompletionStage<JournalPage> journal(CustomerId id, long after, int max) {
        return begins.apply(id)
                .thenCompose(begun -> replays.run(
                        id,
                        Math.max(after + 1, begun.sequence()),
                        Long.MAX_VALUE,
                        Flow.of(EventEnvelope.class)
                                .map(entry ->
                                        new Written(entry.sequenceNr(), writtenAt(entry), (ProfileEvent) entry.event()))
                                .take(max + 1L)
                                .toMat(Sink.seq(), Keep.right())))
                .thenApply(entries -> new JournalPage(
                        entries.size() > max ? entries.subList(0, max) : entries, entries.size() > max));
    }

    /** To the microsecond, as the journal keeps it: the envelope's own time is cut to the millisecond. */
    private static Instant writtenAt(EventEnvelope entry) {
        return ((TimestampOffset) entry.offset()).timestamp();
    }

    private static Optional<LiveProfile> live(CustomerId id, CustomerId requested, Point point) {
        return LiveProfile.of(id, requested, point.sequence(), point.profile());
    }
}
