package io.liveprofile.persistence.r2dbc.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.recovery.Recovered.Last;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow.Metadata;
import io.liveprofile.persistence.r2dbc.recovery.RecoveryReads.Wanted;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one statement tells of many ids. */
@Timeout(60)
class RecoveryReadsTest {
    private static final int ENTRIES_MAX = 3;
    private static final int ENTRY_BYTES_MAX = 10_240;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final String SCHEMA = "s" + UUID.randomUUID().toString().replace("-", "");
    private static final ActorTestKit KIT = ActorTestKit.create("recovery-reads", TestConfig.inSchema(SCHEMA));

    private final Connections connections = Connections.get(KIT.system());
    private final RecoveryReads reads = new RecoveryReads(connections.pool(), connections.tables(), ENTRIES_MAX);
    private final String id = "Test|" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void an_entry_comes_with_all_that_it_has() throws Exception {
        var plain = entry(1, "plain", null);
        var described = new RecoveredRow(
                id, 2, AT, false, 21, "observed.1", bytes("two"), "wör", "ad", new Metadata(22, "m", bytes("more")));
        var empty = new RecoveredRow(id, 3, AT, false, -7, "", bytes(""), "wör", "", new Metadata(0, "", bytes("")));
        write(plain, described, empty);

        assertThat(recovered(0))
                .usingRecursiveComparison()
                .isEqualTo(new Recovered(
                        Optional.empty(), 0, List.of(plain, described, empty), Optional.of(new Last(3, AT)), true));
    }

    @Test
    void a_deleted_entry_tells_its_sequence_number_alone() throws Exception {
        write(new RecoveredRow(id, 7, AT, true, 0, "", bytes("left"), "", "", new Metadata(22, "m", bytes("more"))));

        assertThat(recovered(0).rows())
                .usingRecursiveComparison()
                .isEqualTo(List.of(new RecoveredRow(id, 7, AT, true, 0, "", bytes(""), "", "", null)));
    }

    @Test
    void an_entry_as_large_as_may_be_comes_along() throws Exception {
        write(entry(1, "x".repeat(ENTRY_BYTES_MAX), null), entry(2, "y", new Metadata(1, "", new byte[10_239])));

        assertThat(recovered(0).rows()).hasSize(2);
    }

    @Test
    void nothing_comes_from_a_larger_one_on_but_the_last_is_known() throws Exception {
        write(entry(1, "1", null), entry(2, "x".repeat(ENTRY_BYTES_MAX + 1), null), entry(3, "3", null));

        assertThat(recovered(0))
                .usingRecursiveComparison()
                .isEqualTo(new Recovered(
                        Optional.empty(), 0, List.of(entry(1, "1", null)), Optional.of(new Last(3, AT)), true));
    }

    @Test
    void an_entry_is_as_large_as_its_metadata_make_it() throws Exception {
        write(entry(1, "y", new Metadata(1, "", new byte[ENTRY_BYTES_MAX])));

        assertThat(recovered(0).rows()).isEmpty();
        assertThat(recovered(0).last()).contains(new Last(1, AT));
    }

    @Test
    void whether_more_entries_follow_than_were_looked_at_is_told() throws Exception {
        write(entry(1, "1", null), entry(2, "2", null), entry(3, "3", null));
        assertThat(recovered(0).complete()).isTrue();

        write(entry(4, "4", null));

        assertThat(recovered(0).complete()).isFalse();
        assertThat(recovered(2).complete()).isTrue();
    }

    @Test
    void each_id_has_its_own_answer() throws Exception {
        write(entry(5, "5", null));
        var other = "Test|never seen";

        var answers = Objects.requireNonNull(
                reads.group(List.of(new Wanted(other, 0), new Wanted(id, 5))).block(PATIENCE));

        assertThat(answers.get(other)).isEqualTo(Recovered.nothing(0));
        assertThat(Objects.requireNonNull(answers.get(id)).lastSequenceNr()).isEqualTo(5);
    }

    /** A connection keeps the plan that it made for empty tables: it would read them whole, however large they become. */
    @Test
    void an_empty_table_is_searched_by_its_key() throws Exception {
        try (var sql = connect();
                var statement = sql.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            prepare(statement);

            assertThat(column(statement, "explain execute reads ('{Test|1}', '{0}', 4, 10)"))
                    .anyMatch(line -> line.contains("Index Scan"))
                    .noneMatch(line -> line.contains("Seq Scan"));
        }
    }

    /** PostgreSQL tries five plans for given parameters; then it must find that none was better than the general one. */
    @Test
    void a_lone_id_is_not_planned_each_time() throws Exception {
        try (var sql = connect();
                var statement = sql.createStatement()) {
            prepare(statement);
            for (int i = 0; i < 20; i++) {
                column(statement, "execute reads ('{Test|" + i + "}', '{0}', 101, 10)");
            }

            assertThat(column(statement, "select custom_plans from pg_prepared_statements where name = 'reads'"))
                    .containsExactly("5");
        }
    }

    private void prepare(Statement statement) throws SQLException {
        statement.execute(
                "prepare reads (text[], int8[], int, int) as " + RecoveryReads.groupStatement(connections.tables()));
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private Recovered recovered(long fromSequenceNr) {
        var answers = reads.group(List.of(new Wanted(id, fromSequenceNr))).block(PATIENCE);
        return Objects.requireNonNull(Objects.requireNonNull(answers).get(id));
    }

    private RecoveredRow entry(long sequenceNr, String text, @Nullable Metadata metadata) {
        return new RecoveredRow(id, sequenceNr, AT, false, 20, "", bytes(text), "w", "", metadata);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(RecoveredRow... entries) throws SQLException {
        try (var sql = connect();
                var row = sql.prepareStatement("insert into " + SCHEMA + ".event_journal (slice, entity_type,"
                        + " persistence_id, seq_nr, db_timestamp, deleted, event_ser_id, event_ser_manifest,"
                        + " event_payload, writer, adapter_manifest, meta_ser_id, meta_ser_manifest, meta_payload)"
                        + " values (1, 'Test', ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, nullif(?, ''), ?)")) {
            for (var entry : entries) {
                var metadata = entry.metadata();
                row.setString(1, entry.persistenceId());
                row.setLong(2, entry.sequenceNr());
                row.setTimestamp(3, Timestamp.from(entry.at()));
                row.setBoolean(4, entry.deleted());
                row.setInt(5, entry.serializerId());
                row.setString(6, entry.manifest());
                row.setBytes(7, entry.payload());
                row.setString(8, entry.writer());
                row.setString(9, entry.adapterManifest());
                row.setObject(10, metadata == null ? null : metadata.serializerId(), Types.INTEGER);
                row.setString(11, metadata == null ? null : metadata.manifest());
                row.setBytes(12, metadata == null ? null : metadata.payload());
                row.execute();
            }
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
    }
}
