package io.liveprofile.persistence.r2dbc.connection;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** This node's connections: a pool for whoever reads, and connections of their own for those that write the journal. */
public final class Connections implements Extension {
    private static final Id ID = new Id();

    private static final class Id extends ExtensionId<Connections> {
        @Override
        public Connections createExtension(ActorSystem<?> system) {
            return new Connections(system);
        }
    }

    private final PostgresqlConnectionFactory factory;
    private final ConnectionPool pool;
    private final ConnectionPool projections;
    private final ConnectionPool projectionReads;
    private final Tables tables;

    private Connections(ActorSystem<?> system) {
        var config = system.settings().config();
        var settings = ConnectionSettings.from(config);
        tables = Tables.from(config);
        var loops = LoopResources.create("live-profile-postgres", 2, true);
        factory = new PostgresqlConnectionFactory(configuration(settings, loops));
        var patience = settings.projectionsAcquireTimeout();
        pool = pool(factory, settings, settings.initialSize(), settings.maxSize(), settings.acquireTimeout());
        projections = pool(new Unsynced(factory), settings, 0, settings.projectionsMaxSize(), patience);
        projectionReads = pool(factory, settings, 0, settings.projectionReadsMaxSize(), patience);
        start(settings, loops);
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "close-postgres-connections",
                        () -> projections
                                .disposeLater()
                                .then(projectionReads.disposeLater())
                                .then(pool.disposeLater())
                                .then(loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)))
                                .onErrorComplete()
                                .thenReturn(Done.getInstance())
                                .toFuture());
    }

    private static ConnectionPool pool(
            ConnectionFactory connections,
            ConnectionSettings settings,
            int initialSize,
            int maxSize,
            Duration patience) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(initialSize)
                .maxSize(maxSize)
                .maxIdleTime(settings.maxIdleTime())
                .maxAcquireTime(patience)
                .build());
    }

    /** Whoever starts the plugin waits, and is told in one sentence why it can't be. */
    private void start(ConnectionSettings settings, LoopResources loops) {
        try {
            factory.create()
                    .flatMap(PostgresqlConnection::close)
                    .block(settings.connectTimeout().multipliedBy(2));
            if (tables.migrate()) {
                new Migrations(factory, tables).run();
            }
        } catch (RuntimeException e) {
            pool.dispose();
            projections.dispose();
            projectionReads.dispose();
            loops.dispose();
            throw CannotStart.because(e, settings);
        }
    }

    public static Connections get(ActorSystem<?> system) {
        return ID.apply(system);
    }

    private static PostgresqlConnectionConfiguration configuration(ConnectionSettings settings, LoopResources loops) {
        var configuration = PostgresqlConnectionConfiguration.builder()
                .applicationName("live-profile")
                .host(settings.address().host())
                .port(settings.address().port())
                .database(settings.address().database())
                .username(settings.address().user())
                .password(settings.address().password())
                .connectTimeout(settings.connectTimeout())
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .forceBinary(true)
                .preparedStatementCacheQueries(settings.statementCacheSize())
                .loopResources(loops)
                .codecRegistrar((connection, allocator, registry) -> {
                    registry.addFirst(new BinaryArrayCodec(allocator));
                    return Mono.empty();
                });
        settings.tls().ifPresent(tls -> tls.in(configuration));
        return configuration.build();
    }

    /** For reads, short transactions and read models. */
    public ConnectionFactory pool() {
        return pool;
    }

    /**
     * For what projections write: however many there are, an actor that comes back doesn't wait for them. Their commits
     * don't wait for the disk.
     */
    public ConnectionFactory projections() {
        return projections;
    }

    /** For what projections read: many small batches that are being written don't hold up the look for the next. */
    public ConnectionFactory projectionReads() {
        return projectionReads;
    }

    public Tables tables() {
        return tables;
    }

    /** A connection that the caller owns, and closes. */
    public Mono<PostgresqlConnection> dedicated() {
        return factory.create();
    }
}
