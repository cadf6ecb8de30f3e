package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.CommittedWrites;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A lane's connection to PostgreSQL: one statement at a time, made anew after it broke. */
final class LaneConnection implements FlushTarget {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration SERVER_GIVES_UP_EARLIER = Duration.ofSeconds(1);

    private final Connections connections;
    private final JournalTable table;
    private final CommittedWrites committed;
    private final NotBefore notBefore;
    private final Duration timeout;

    private volatile @Nullable PostgresqlConnection open;

    LaneConnection(
            Connections connections,
            JournalTable table,
            CommittedWrites committed,
            NotBefore notBefore,
            Duration timeout) {
        this.connections = connections;
        this.table = table;
        this.committed = committed;
        this.notBefore = notBefore;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<Void> flush(List<Write> writes) {
        var entries = writes.size() == 1 ? writes.getFirst().entries() : entries(writes);
        return with(connection -> table.insert(connection, entries, notBefore.at()))
                .thenAccept(at -> {
                    notBefore.raise(at);
                    committed.committed(entries.stream().mapToInt(Entry::slice).toArray());
                });
    }

    private static List<Entry> entries(List<Write> writes) {
        var entries = new ArrayList<Entry>(writes.size());
        writes.forEach(write -> entries.addAll(write.entries()));
        return entries;
    }

    @Override
    public CompletionStage<Boolean> isWritten(Write write) {
        return with(connection -> table.isWritten(connection, write));
    }

    private <A> CompletionStage<A> with(Function<PostgresqlConnection, Mono<A>> work) {
        return connection().flatMap(work).timeout(timeout).toFuture().exceptionallyCompose(failure -> {
            var told = told(failure);
            if (told instanceof Lost) {
                close();
            }
            return CompletableFuture.failedFuture(told);
        });
    }

    private Mono<PostgresqlConnection> connection() {
        var connection = open;
        return connection != null
                ? Mono.just(connection)
                : connections
                        .dedicated()
                        .flatMap(made -> endsStatements(made).thenReturn(made))
                        .doOnNext(made -> open = made);
    }

    /** What we gave up must not be committed much later. */
    private Mono<Void> endsStatements(PostgresqlConnection connection) {
        var server = timeout.compareTo(SERVER_GIVES_UP_EARLIER.multipliedBy(2)) > 0
                ? timeout.minus(SERVER_GIVES_UP_EARLIER)
                : timeout;
        return connection
                .createStatement("set statement_timeout = " + server.toMillis())
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }

    /** Only an answer of PostgreSQL's about the data leaves no doubt; all else may have been committed. */
    private static Throwable told(Throwable failure) {
        if (failure instanceof R2dbcDataIntegrityViolationException e && UNIQUE_VIOLATION.equals(e.getSqlState())) {
            return new Taken(e);
        }
        if (failure instanceof R2dbcException e
                && !(e instanceof R2dbcNonTransientResourceException)
                && !(e instanceof R2dbcTransientException)
                && e.getSqlState() != null
                && !e.getSqlState().startsWith("57")
                && !e.getSqlState().startsWith("08")
                && !e.getSqlState().startsWith("53")) {
            return e;
        }
        return new Lost("PostgreSQL gave no answer that counts: " + failure, failure);
    }

    @Override
    public void close() {
        var connection = open;
        open = null;
        if (connection != null) {
            connection.close().onErrorComplete().subscribe();
        }
    }
}
