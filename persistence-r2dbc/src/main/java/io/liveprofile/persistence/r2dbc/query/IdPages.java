package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.Slices;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The rows of one persistence id, page by page. Needs no safe point: an id's next entry is written after the one before
 * it is committed, so whatever is visible is a beginning without gaps.
 */
final class IdPages {
    private final JournalReads reads;
    private final Commits commits;
    private final QuerySettings settings;

    IdPages(JournalReads reads, Commits commits, QuerySettings settings) {
        this.reads = reads;
        this.commits = commits;
        this.settings = settings;
    }

    Source<JournalRow, NotUsed> current(String persistenceId, long from, long to) {
        return Source.unfoldAsync(
                        from,
                        next -> reads.idPage(persistenceId, next, to)
                                .thenApply(page -> page.isEmpty() ? Optional.empty() : following(page)))
                .mapConcat(page -> page);
    }

    Source<JournalRow, NotUsed> live(String persistenceId, long from, long to) {
        return Source.fromMaterializer((materializer, attributes) -> {
                    var news = new News();
                    var slice = Slices.of(persistenceId);
                    var watch = commits.watch(new SliceRange(slice, slice), news::arrived);
                    return Source.unfoldAsync(from, next -> livePage(persistenceId, next, to, news))
                            .mapConcat(page -> page)
                            .watchTermination((none, done) -> {
                                done.whenComplete((ended, failure) -> watch.cancel());
                                return none;
                            });
                })
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
    }

    /** Answers after one look, with rows or without, so that a cancelled stream leaves nothing behind that goes on. */
    private CompletionStage<Optional<Pair<Long, List<JournalRow>>>> livePage(
            String persistenceId, long next, long to, News news) {
        if (next > to) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        var later = news.next();
        return reads.idPage(persistenceId, next, to).thenCompose(page -> {
            if (!page.isEmpty()) {
                return CompletableFuture.completedStage(following(page));
            }
            return later.completeOnTimeout(true, settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(ignored -> Optional.of(Pair.create(next, List.of())));
        });
    }

    private static Optional<Pair<Long, List<JournalRow>>> following(List<JournalRow> page) {
        return Optional.of(Pair.create(page.getLast().sequenceNr() + 1, page));
    }

    /** For one asker at a time: what it asked for before the news arrived is completed by them. */
    private static final class News {
        private volatile CompletableFuture<Boolean> asked = new CompletableFuture<>();

        CompletableFuture<Boolean> next() {
            var future = new CompletableFuture<Boolean>();
            asked = future;
            return future;
        }

        void arrived() {
            asked.complete(true);
        }
    }
}
