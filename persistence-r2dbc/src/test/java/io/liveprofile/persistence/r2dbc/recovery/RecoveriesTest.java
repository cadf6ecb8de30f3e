package io.liveprofile.persistence.r2dbc.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was fetched for one recovery must not be told to another, nor outlive a write. */
@Timeout(60)
class RecoveriesTest {
    private static final String SCHEMA = "s" + UUID.randomUUID().toString().replace("-", "");
    private static final ActorTestKit KIT = ActorTestKit.create("recoveries", TestConfig.inSchema(SCHEMA));

    private final Recoveries recoveries = Recoveries.get(KIT.system());
    private final String id = "Test|" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void the_journal_is_answered_by_what_came_with_the_snapshot() throws Exception {
        write(1);
        var first = told(recoveries.begin(id, "actor"));
        write(2);

        assertThat(told(recoveries.entries(id, 1, "actor"))).isSameAs(first);
        assertThat(told(recoveries.entriesToReplay(id, 1))).isSameAs(first);
    }

    @Test
    void another_actor_of_the_same_id_is_not_answered_by_it() throws Exception {
        told(recoveries.begin(id, "actor"));
        write(1);

        assertThat(told(recoveries.entries(id, 1, "its successor")).lastSequenceNr())
                .isEqualTo(1);
    }

    @Test
    void a_write_of_this_node_makes_it_worthless() throws Exception {
        told(recoveries.begin(id, "actor"));
        write(1);
        recoveries.forget(id);

        assertThat(told(recoveries.entries(id, 1, "actor")).lastSequenceNr()).isEqualTo(1);
    }

    @Test
    void a_write_of_this_node_makes_it_worthless_while_it_is_being_fetched() throws Exception {
        try (var lock = connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table " + SCHEMA + ".event_journal in access exclusive mode");
            var fetched = recoveries.begin(id, "actor");
            recoveries.forget(id);
            lock.rollback();
            assertThat(told(fetched).lastSequenceNr()).isZero();
        }
        write(1);

        assertThat(told(recoveries.entries(id, 1, "actor")).lastSequenceNr()).isEqualTo(1);
    }

    private static <A> A told(CompletionStage<A> answer) throws Exception {
        return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void write(long sequenceNr) throws SQLException {
        try (var sql = connect()) {
            sql.createStatement()
                    .execute("insert into " + SCHEMA + ".event_journal (slice, entity_type, persistence_id, seq_nr,"
                            + " db_timestamp, event_ser_id, event_ser_manifest,"
                            + " event_payload,"
                            + " writer)"
                            + " values"
                            + " (1, 'Test',"
                            + " '" + id + "', " + sequenceNr + ", now(), 20, '', 'x', 'w')");
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
    }
}
