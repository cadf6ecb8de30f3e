package io.liveprofile.persistence.r2dbc.query;

import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;

/** A journal in a schema of its own, written by hand, one statement at a time: whatever order a test asks for. */
public final class TestJournal implements AutoCloseable {
    /** Pekko's own serializer of strings. */
    private static final int STRING_SERIALIZER = 20;

    public static final String ENTITY_TYPE = "Customer";
    public static final SliceRange ALL = new SliceRange(0, Slices.COUNT - 1);

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private final ConnectionPool pool;
    private final List<Runnable> nudges = new CopyOnWriteArrayList<>();

    public TestJournal() {
        var server = SharedServers.postgres();
        create();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                                .host(server.host())
                                .port(server.port())
                                .username(server.user())
                                .password(server.password())
                                .database(server.database())
                                .schema(schema)
                                .applicationName(schema)
                                .build()))
                .initialSize(2)
                .maxSize(8)
                .build());
    }

    private void create() {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        run(
                migration("V1__journal_and_snapshot"),
                migration("V2__projections"),
                migration("V3__generations"),
                migration("V4__entries_taken"));
    }

    /** As the plugin does it; here the schema is the first of the search path. */
    private static String migration(String step) {
        try (var file =
                Tables.class.getResourceAsStream("/io/liveprofile/persistence/r2dbc/migrations/" + step + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}.", "")
                    .replace("${journal}", "event_journal")
                    .replace("${snapshot}", "snapshot");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Tables tables() {
        return new Tables(schema, schema + ".event_journal", schema + ".snapshot", false);
    }

    public static QuerySettings settings() {
        return new QuerySettings(500, 8_000_000, Duration.ofMillis(20), Duration.ofMillis(1));
    }

    public String schema() {
        return schema;
    }

    public ConnectionFactory connections() {
        return pool;
    }

    JournalReads reads(QuerySettings settings) {
        return new JournalReads(pool, tables().journal(), settings);
    }

    public R2dbcReadJournal queries(ActorSystem<?> system, QuerySettings settings) {
        return new R2dbcReadJournal(reads(settings), this::watch, envelopes(system), settings, "tests");
    }

    public static Envelopes envelopes(ActorSystem<?> system) {
        Serialization serialization = SerializationExtension.get(system.classicSystem());
        return new Envelopes(serialization);
    }

    private Watch watch(SliceRange range, Runnable nudge) {
        nudges.add(nudge);
        return () -> nudges.remove(nudge);
    }

    /** What the journal of this node does after each commit. */
    public void nudge() {
        nudges.forEach(Runnable::run);
    }

    public int watching() {
        return nudges.size();
    }

    public static String id(String entity) {
        return ENTITY_TYPE + "|" + entity;
    }

    public Writer writer() {
        return new Writer();
    }

    /** One entry, in a transaction of its own. */
    public void write(String persistenceId, long sequenceNr) {
        try (var writer = writer()) {
            writer.insert(persistenceId, sequenceNr);
            writer.commit();
        }
    }

    /** Entries 1 to {@code last} of an id, all with one timestamp. */
    public void writeAt(Instant timestamp, String persistenceId, long first, long last) {
        try (var writer = writer()) {
            for (var sequenceNr = first; sequenceNr <= last; sequenceNr++) {
                writer.insertAt(timestamp, persistenceId, sequenceNr, text(persistenceId, sequenceNr));
            }
            writer.commit();
        }
    }

    public static String text(String persistenceId, long sequenceNr) {
        return persistenceId + " " + sequenceNr;
    }

    /** Until a reader has looked for the safe point, beginning from now on. */
    void awaitLook() {
        var now = column(OffsetDateTime.class, "select clock_timestamp()").getFirst();
        await().until(() -> column(OffsetDateTime.class, """
            select max(query_start) from pg_stat_activity
            where query like '%%pg_locks%%' and application_name = '%s'\
            """.formatted(schema)).stream()
                .anyMatch(looked -> looked != null && looked.isAfter(now)));
    }

    public void run(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> List<T> column(Class<T> type, String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<T>();
            while (rows.next()) {
                values.add(rows.getObject(1, type));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path to " + schema);
        }
        return connection;
    }

    @Override
    public void close() {
        pool.dispose();
        run("drop schema " + schema + " cascade");
    }

    /** A transaction that the test begins, fills and ends when it likes. */
    public final class Writer implements AutoCloseable {
        private final Connection connection;

        private Writer() {
            try {
                connection = connect();
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** As the journal does: the database's clock, read inside the statement. */
        public void insert(String persistenceId, long sequenceNr) {
            insert("clock_timestamp()", persistenceId, sequenceNr, text(persistenceId, sequenceNr), STRING_SERIALIZER);
        }

        public void insertUnreadable(String persistenceId, long sequenceNr) {
            insert("clock_timestamp()", persistenceId, sequenceNr, "", 999_999);
        }

        void insertAt(Instant timestamp, String persistenceId, long sequenceNr, String event) {
            insert(
                    "'" + timestamp.atOffset(ZoneOffset.UTC) + "'::timestamptz",
                    persistenceId,
                    sequenceNr,
                    event,
                    STRING_SERIALIZER);
        }

        private void insert(String timestamp, String persistenceId, long sequenceNr, String event, int serializer) {
            try (var insert = connection.prepareStatement("""
                insert into event_journal (slice, entity_type, persistence_id, seq_nr, db_timestamp, event_ser_id,
                    event_ser_manifest, event_payload, writer)
                values (?, ?, ?, ?, %s, ?, '', ?, '')\
                """.formatted(timestamp))) {
                insert.setInt(1, Slices.of(persistenceId));
                insert.setString(2, ENTITY_TYPE);
                insert.setString(3, persistenceId);
                insert.setLong(4, sequenceNr);
                insert.setInt(5, serializer);
                insert.setBytes(6, event.getBytes(StandardCharsets.UTF_8));
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public void commit() {
            end(true);
        }

        public void rollback() {
            end(false);
        }

        private void end(boolean commit) {
            try {
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.rollback();
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
