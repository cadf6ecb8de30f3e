package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.R2dbcReadJournal;
import io.liveprofile.persistence.r2dbc.query.SlicePage;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Which slice range of which projection a runner keeps moving, and by what. */
record RangePlan<E>(
        String name,
        String entityType,
        SliceRange range,
        List<SliceRange> ranges,
        R2dbcReadJournal journal,
        Executor decoders,
        RangeRun.Surroundings<E> surroundings) {
    private static final Logger log = LoggerFactory.getLogger(RangePlan.class);

    ProjectionSettings settings() {
        return surroundings.settings();
    }

    Source<SlicePage, NotUsed> pages(Position after) {
        return journal.slicePages(
                entityType, range, after, settings().batchMax(), settings().keptRowsBytesMax());
    }

    /** Makes the rows of the projection when it runs for the first time, or with other ranges than before. */
    CompletionStage<Optional<ProjectionOffset>> claim(String runner) {
        var offsets = surroundings.offsets();
        return offsets.claim(name, range, runner)
                .switchIfEmpty(Mono.defer(
                        () -> offsets.prepare(name, entityType, ranges).then(offsets.claim(name, range, runner))))
                .singleOptional()
                .toFuture();
    }

    CompletionStage<Optional<ProjectionOffset>> current() {
        return surroundings.offsets().current(name, range).singleOptional().toFuture();
    }

    void tellFailing(ProjectionOffset claimed, Throwable failure) {
        surroundings
                .offsets()
                .failing(claimed, Failures.describe(failure))
                .subscribe(
                        done -> {},
                        untold -> log.warn("Projection {} {} could not tell that it fails", name, range, untold));
    }

    void tellLag(Position position) {
        journal.firstAfter(entityType, range, position).whenComplete((first, failure) -> {
            if (failure == null) {
                first.ifPresentOrElse(surroundings.metrics()::behindSince, surroundings.metrics()::caughtUp);
            }
        });
    }
}
