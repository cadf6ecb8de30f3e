package io.liveprofile.profile.entity;

import static io.liveprofile.profile.entity.Visits.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A link of a visitor with three entries: at each entry that it writes, the actor that writes it is killed. */
class MergingKilledTest {
    private static final int VISITS = 3;

    private static OneNode node;
    private static Connection database;
    private static int runs;

    private final String run = "-" + ++runs;
    private final CustomerId ava = CustomerId.user("ava" + run);
    private final CustomerId browser = CustomerId.anonymous("browser" + run);

    @BeforeAll
    static void start() throws Exception {
        node = OneNode.start(Map.of("live-profile.profile.observe-timeout", "1s"));
        database = DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
        execute("create sequence %s.kills");
        execute("create function %s.kill() returns trigger language plpgsql as"
                + " $$ begin perform nextval('%1$s.kills'); raise exception 'killed'; end $$");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        node.close();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "user_id:ava,      1, where the customer is seen with the visitor",
        "anonymous_id:browser, 4, where the visitor gives itself",
        "user_id:ava,      2, at the first that is handed over",
        "user_id:ava,      3, in the middle of the handover",
        "user_id:ava,      4, at the last that is handed over",
        "user_id:ava,      5, where the customer notes that it has all"
    })
    void a_link_heals_that_is_killed(String who, long entry, String where) throws Exception {
        for (int i = 1; i <= VISITS; i++) {
            node.observe(browser, visit(browser, i, Optional.empty()));
        }
        long killed = kills();
        execute("create trigger kill before insert on %s.event_journal for each row when (new.persistence_id = '"
                + ShardedCustomerProfiles.ENTITY_TYPE + "|"
                + CustomerId.parse(who + run).escaped() + "' and new.seq_nr = " + entry
                + ") execute function %1$s.kill()");

        var signIn = visit(ava, 9, Optional.of(browser));
        if (entry == 1) {
            node.profiles().observe(ava, List.of(signIn)).exceptionally(_ -> List.of());
        } else {
            node.observe(ava, signIn);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> kills() > killed);
        execute("drop trigger kill on %s.event_journal");
        // As its producer does with what it had no answer for.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(CompletionException.class)
                .until(() -> {
                    node.observe(ava, signIn);
                    return true;
                });

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(CompletionException.class)
                .until(() -> node.read(ava).links().answered().size() == 1);
        assertThat(node.read(ava).facts().counts().total()).isEqualTo(VISITS + 1);
        assertThat(node.read(ava).links().asked()).isEmpty();
        assertThat(node.read(ava).links().answered()).containsExactly(new Link(browser, Link.Outcome.MERGED));
        assertThat(node.read(browser).id()).isEqualTo(ava);
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql.formatted(node.schema()));
        }
    }

    private static long kills() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select case when is_called then last_value else 0 end from " + node.schema() + ".kills")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
