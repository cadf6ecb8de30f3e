package io.liveprofile.server.management;

import io.liveprofile.server.ServerSettings;
import io.liveprofile.server.management.Health.Condition;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks the database for a sign of life, on a connection of its own: a full pool isn't a dead database. */
public final class Database implements Health.Part {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

    private final PostgresqlConnectionFactory factory;
    private final ServerSettings.Postgres settings;
    /** The look that is under way: however many ask, one looks. */
    private @Nullable CompletableFuture<Condition> looking;

    private @Nullable PostgresqlConnection connection;

    public Database(ServerSettings.Postgres settings) {
        this.settings = settings;
        this.factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(settings.address().host())
                .port(settings.address().port())
                .database(settings.database())
                .username(settings.user())
                .password(settings.password())
                .applicationName("live-profile-health")
                .connectTimeout(CONNECT_MAX)
                .build());
    }

    @Override
    public synchronized CompletionStage<Condition> look() {
        var current = looking;
        if (current == null || current.isDone()) {
            current = alive().toFuture();
            looking = current;
        }
        return current;
    }

    private Mono<Condition> alive() {
        var kept = connection;
        return (kept == null ? Mono.just(false) : kept.validate(ValidationDepth.REMOTE))
                .onErrorReturn(false)
                .flatMap(valid -> valid ? Mono.just(true) : connected())
                .map(_ -> new Condition(true, settings.toString()))
                .onErrorResume(e -> Mono.just(new Condition(false, settings + ": " + Reasons.of(e))));
    }

    private Mono<Boolean> connected() {
        return factory.create().map(opened -> {
            keep(opened);
            return true;
        });
    }

    private synchronized void keep(PostgresqlConnection opened) {
        var old = connection;
        connection = opened;
        if (old != null) {
            old.close().onErrorComplete().subscribe();
        }
    }
}
