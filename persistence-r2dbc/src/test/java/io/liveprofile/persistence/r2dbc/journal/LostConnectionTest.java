package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** The real PostgreSQL, whose connections break in the middle of flushes. */
@Timeout(120)
class LostConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ActorTestKit kit = ActorTestKit.create(
            "lost-connection",
            ConfigFactory.parseString("pekko.persistence.r2dbc.journal.flush-timeout = 500ms")
                    .withFallback(TestConfig.inSchema(schema)));
    private final Connection sql = connect();

    @BeforeEach
    void count() {
        Metrics.globalRegistry.add(metrics);
    }

    @AfterEach
    void stop() throws SQLException {
        kit.shutdownTestKit();
        sql.close();
        Metrics.globalRegistry.remove(metrics);
    }

    @Test
    void entries_are_written_once_though_connections_are_killed_again_and_again() throws Exception {
        var counters = IntStream.range(0, 20)
                .mapToObj(i -> kit.spawn(Counter.of("killed-" + i)))
                .toList();
        int killed = 0;
        for (int round = 1; round <= 10; round++) {
            var stored = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 10; i++) {
                counters.forEach(counter -> stored.add(add(counter)));
            }
            killed += killWriters();
            for (var each : stored) {
                assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isPositive();
            }
        }

        assertThat(killed).isPositive();
        assertThat(number("select count(*) from " + schema + ".event_journal")).isEqualTo(2_000);
        assertThat(number("select max(seq_nr) from " + schema + ".event_journal"))
                .isEqualTo(100);
    }

    @Test
    void a_flush_that_gets_no_answer_in_time_is_written_once_all_the_same() throws Exception {
        var counter = kit.spawn(Counter.of("waits"));
        assertThat(add(counter).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);

        sql.setAutoCommit(false);
        sql.createStatement().execute("lock table " + schema + ".event_journal in share mode");
        var stored = add(counter);
        await().atMost(PATIENCE)
                .until(() ->
                        metrics.get("live_profile_journal_retries").counter().count() >= 1);
        sql.rollback();
        sql.setAutoCommit(true);

        assertThat(stored.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(number("select count(*) from " + schema + ".event_journal")).isEqualTo(2);
    }

    @Test
    void time_never_falls_within_an_id_and_few_rows_share_one_however_large_the_write() throws Exception {
        var id = "large";
        var counter =
                kit.spawn(new EventSourcedBehavior<ActorRef<Integer>, String, Integer>(PersistenceId.ofUniqueId(id)) {
                    @Override
                    public Integer emptyState() {
                        return 0;
                    }

                    @Override
                    public CommandHandler<ActorRef<Integer>, String, Integer> commandHandler() {
                        return newCommandHandlerBuilder()
                                .forAnyState()
                                .onAnyCommand((state, replyTo) -> Effect()
                                        .persist(java.util.Collections.nCopies(2_000, "x"))
                                        .thenRun(stored -> replyTo.tell(stored)));
                    }

                    @Override
                    public EventHandler<Integer, String> eventHandler() {
                        return (state, event) -> state + 1;
                    }
                });
        for (int i = 0; i < 2; i++) {
            AskPattern.<ActorRef<Integer>, Integer>ask(counter, replyTo -> replyTo, PATIENCE, kit.scheduler())
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(number("select max(n) from (select count(*) as n from " + schema
                        + ".event_journal group by db_timestamp) as shared"))
                .isLessThan(1_000);
        assertThat(number(
                        "select count(*) from (select db_timestamp < lag(db_timestamp) over (order by seq_nr) as falls"
                                + " from " + schema + ".event_journal) as steps where falls"))
                .isZero();
    }

    private CompletableFuture<Integer> add(ActorRef<Counter.Add> counter) {
        return AskPattern.<Counter.Add, Integer>ask(
                        counter, replyTo -> new Counter.Add("x", replyTo), PATIENCE, kit.scheduler())
                .toCompletableFuture();
    }

    private int killWriters() throws SQLException {
        return (int)
                number("select count(pg_terminate_backend(pid)) from pg_stat_activity where query like '%insert into "
                        + schema + "%' and pid <> pg_backend_pid()");
    }

    private long number(String query) throws SQLException {
        try (var statement = sql.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Connection connect() {
        try {
            return DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
