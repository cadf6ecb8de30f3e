package io.liveprofile.projections.lookagain;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.projections.ReadModels;
import io.liveprofile.projections.lookagain.DueTable.Row;
import io.r2dbc.spi.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** In a database whose table is its own. */
class DueTableTest {
    private static ReadModels models;

    private final String run = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        models = ReadModels.inDatabase("due_" + UUID.randomUUID().toString().replace("-", ""));
        LookAgainTables.define(models.connections());
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void an_event_brings_a_look_forward_and_never_puts_it_off() throws Exception {
        upsert(row("ava", 5_000), row("ben", 5_000), row("eve", 5_000));

        upsert(row("ben", 9_000), row("ava", 3_000), row("mia", 7_000), row("eve", 5_000));

        assertThat(due()).containsExactly("ava|3", "ben|5", "eve|5", "mia|7");
    }

    @Test
    void who_was_not_to_be_looked_at_is_once_an_event_says_so_and_not_the_other_way_round() throws Exception {
        upsert(never("ava"), row("ben", 5_000), never("eve"));

        upsert(row("ava", 4_000), never("ben"), never("eve"));

        assertThat(due()).containsExactly("ava|4", "ben|5", "eve|null");
    }

    private Row row(String name, long dueMillis) {
        return new Row(name + run, 7, Optional.of(dueMillis), "rules-1");
    }

    private Row never(String name) {
        return new Row(name + run, 7, Optional.empty(), "rules-1");
    }

    private static void upsert(Row... rows) {
        Mono.usingWhen(
                        models.connections().create(),
                        connection -> DueTable.upsert(connection, Arrays.asList(rows)),
                        Connection::close)
                .block();
    }

    /** Name and second. */
    private List<String> due() throws Exception {
        return models.rows("select left(customer_id, 3), extract(epoch from due_at)::int from look_again.due"
                + " where customer_id like '%" + run + "' order by 1");
    }
}
