package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows as pekko-persistence-r2dbc 1.x writes and reads them. */
@Timeout(120)
class UpstreamRowsTest {
    private static final int STRING_SERIALIZER = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private final ActorTestKit kit = ActorTestKit.create("upstream-rows", TestConfig.inSchema(schema));
    private Connection sql;

    UpstreamRowsTest() throws SQLException {
        sql = DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
    }

    record Say(String text, ActorRef<String> replyTo) {}

    /** Remembers what was said, and answers with all of it; every third time with a snapshot. */
    private static final class Notes extends EventSourcedBehavior<Say, String, String> {
        Notes(String id) {
            super(PersistenceId.ofUniqueId(id));
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<Say, String, String> commandHandler() {
            return (state, say) ->
                    Effect().persist(say.text()).thenRun(stored -> say.replyTo().tell(stored));
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return (state, event) -> state + event + ";";
        }

        @Override
        public Set<String> tagsFor(String event) {
            return event.startsWith("#") ? Set.of("b,c", "a") : Set.of();
        }

        @Override
        public boolean shouldSnapshot(String state, String event, long sequenceNr) {
            return sequenceNr == 3;
        }
    }

    @BeforeEach
    void createTables() {
        assertThat(Connections.get(kit.system()).tables().schema()).isEqualTo(schema);
    }

    @AfterEach
    void stop() throws SQLException {
        kit.shutdownTestKit();
        sql.close();
    }

    @Test
    void an_entry_has_the_columns_that_upstream_reads() throws Exception {
        var id = "Notes|one";
        var notes = kit.spawn(new Notes(id));
        say(notes, "plain");
        say(notes, "#tagged");

        try (var rows =
                sql.createStatement().executeQuery("select * from " + schema + ".event_journal order by seq_nr")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("slice")).isEqualTo(Slices.of(id));
            assertThat(rows.getString("entity_type")).isEqualTo("Notes");
            assertThat(rows.getString("persistence_id")).isEqualTo(id);
            assertThat(rows.getLong("seq_nr")).isEqualTo(1);
            assertThat(rows.getInt("event_ser_id")).isEqualTo(STRING_SERIALIZER);
            assertThat(rows.getString("event_ser_manifest")).isEmpty();
            assertThat(rows.getBytes("event_payload")).isEqualTo("plain".getBytes(StandardCharsets.UTF_8));
            assertThat(rows.getBoolean("deleted")).isFalse();
            assertThat(UUID.fromString(rows.getString("writer"))).isNotNull();
            assertThat(rows.getString("adapter_manifest")).isEmpty();
            assertThat(rows.getArray("tags")).isNull();
            assertThat(rows.getObject("meta_ser_id")).isNull();
            assertThat(rows.getObject("meta_ser_manifest")).isNull();
            assertThat(rows.getObject("meta_payload")).isNull();
            assertThat(rows.next()).isTrue();
            assertThat((String[]) rows.getArray("tags").getArray()).containsExactlyInAnyOrder("a", "b,c");
        }
    }

    @Test
    void a_snapshot_has_the_columns_that_upstream_reads() throws Exception {
        var notes = kit.spawn(new Notes("Notes|two"));
        say(notes, "x");
        say(notes, "y");
        say(notes, "z");
        say(notes, "after the snapshot was saved");

        try (var rows = sql.createStatement().executeQuery("select * from " + schema + ".snapshot")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("slice")).isEqualTo(Slices.of("Notes|two"));
            assertThat(rows.getString("entity_type")).isEqualTo("Notes");
            assertThat(rows.getLong("seq_nr")).isEqualTo(3);
            assertThat(rows.getLong("write_timestamp")).isBetween(1_600_000_000_000L, 9_000_000_000_000L);
            assertThat(rows.getInt("ser_id")).isEqualTo(STRING_SERIALIZER);
            assertThat(rows.getString("ser_manifest")).isEmpty();
            assertThat(rows.getBytes("snapshot")).isEqualTo("x;y;z;".getBytes(StandardCharsets.UTF_8));
            assertThat(rows.getObject("meta_ser_id")).isNull();
        }
    }

    @Test
    void rows_that_upstream_wrote_bring_an_actor_back() throws Exception {
        insert("Notes|three", 1, "", true);
        insert("Notes|three", 2, "second", false);
        insert("Notes|three", 3, "third", false);

        assertThat(say(kit.spawn(new Notes("Notes|three")), "fourth")).isEqualTo("second;third;fourth;");
    }

    @Test
    void a_snapshot_that_upstream_wrote_is_where_an_actor_begins() throws Exception {
        insert("Notes|four", 4, "before", false);
        insert("Notes|four", 5, "of the snapshot", false);
        insert("Notes|four", 6, "after", false);
        try (var snapshot =
                sql.prepareStatement("insert into " + schema + ".snapshot (slice, entity_type, persistence_id, seq_nr,"
                        + " write_timestamp, ser_id, ser_manifest, snapshot)"
                        + " values (?, 'Notes', 'Notes|four', 5, 1700000000000,"
                        + " 20, '', ?)")) {
            snapshot.setInt(1, Slices.of("Notes|four"));
            snapshot.setBytes(2, "all until five;".getBytes(StandardCharsets.UTF_8));
            snapshot.execute();
        }

        assertThat(say(kit.spawn(new Notes("Notes|four")), "new")).isEqualTo("all until five;after;new;");
    }

    @Test
    void an_emptied_row_alone_still_holds_its_sequence_number() throws Exception {
        insert("Notes|five", 7, "", true);

        assertThat(say(kit.spawn(new Notes("Notes|five")), "eighth")).isEqualTo("eighth;");
        try (var rows = sql.createStatement().executeQuery("select max(seq_nr) from " + schema + ".event_journal")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(8);
        }
    }

    @Test
    void a_history_longer_than_one_round_trip_carries_comes_back_whole() throws Exception {
        try (var rows = sql.prepareStatement("insert into " + schema + ".event_journal (slice, entity_type,"
                + " persistence_id, seq_nr, db_timestamp, event_ser_id, event_ser_manifest, event_payload, writer,"
                + " adapter_manifest) select ?, 'Notes', 'Notes|long', nr, now(), 20, '', 'x', 'w', ''"
                + " from generate_series(1, 1234) nr")) {
            rows.setInt(1, Slices.of("Notes|long"));
            rows.execute();
        }

        assertThat(say(kit.spawn(new Notes("Notes|long")), "y")).isEqualTo("x;".repeat(1_234) + "y;");
    }

    @Test
    void entries_too_large_for_one_round_trip_come_back_whole() throws Exception {
        int bytes = 700_000;
        for (int nr = 1; nr <= 5; nr++) {
            insert("Notes|large", nr, Integer.toString(nr).repeat(bytes), false);
        }

        assertThat(say(kit.spawn(new Notes("Notes|large")), "end"))
                .hasSize(5 * (bytes + 1) + 4)
                .startsWith("11")
                .endsWith("5;end;");
    }

    @Test
    void metadata_too_large_for_one_round_trip_hides_no_entry() throws Exception {
        for (int nr = 1; nr <= 3; nr++) {
            insert("Notes|described", nr, Integer.toString(nr), false);
        }
        try (var metadata = sql.prepareStatement("update " + schema + ".event_journal set meta_ser_id = 20,"
                + " meta_ser_manifest = '', meta_payload = ? where persistence_id = 'Notes|described'")) {
            metadata.setBytes(1, new byte[1_100_000]);
            metadata.execute();
        }

        assertThat(say(kit.spawn(new Notes("Notes|described")), "4")).isEqualTo("1;2;3;4;");
    }

    private void insert(String id, long sequenceNr, String text, boolean deleted) throws SQLException {
        try (var row =
                sql.prepareStatement("insert into " + schema + ".event_journal (slice, entity_type, persistence_id,"
                        + " seq_nr, db_timestamp, event_ser_id, event_ser_manifest, event_payload, deleted, writer,"
                        + " adapter_manifest) values (?, 'Notes', ?, ?, now(), ?, '', ?, ?, ?, '')")) {
            row.setInt(1, Slices.of(id));
            row.setString(2, id);
            row.setLong(3, sequenceNr);
            row.setInt(4, deleted ? 0 : STRING_SERIALIZER);
            row.setBytes(5, text.getBytes(StandardCharsets.UTF_8));
            row.setBoolean(6, deleted);
            row.setString(7, deleted ? "" : UUID.randomUUID().toString());
            row.execute();
        }
    }

    private String say(ActorRef<Say> notes, String text) throws Exception {
        return AskPattern.<Say, String>ask(notes, replyTo -> new Say(text, replyTo), PATIENCE, kit.scheduler())
                .toCompletableFuture()
                .get();
    }
}
