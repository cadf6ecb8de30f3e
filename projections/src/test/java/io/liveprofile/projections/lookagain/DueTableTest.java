package io.liveprofile.projections.lookagain;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.projections.ReadModels;
import io.liveprofile.projections.lookagain.DueTable.Looked;
import io.liveprofile.projections.lookagain.DueTable.Row;
import io.r2dbc.spi.Connection;
import java.time.Instant;
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

    @Test
    void whom_older_or_newer_rules_judged_is_found_in_the_part_that_was_asked_for_and_no_more_than_asked_for() {
        upsert(judged("ava", 100, "rules-0"), judged("ben", 101, "rules-1"), judged("eve", 101, "rules-2"));
        upsert(judged("mia", 102, "rules-0"), judged("noa", 101, "rules-0"));

        assertThat(judgedByOthers(9)).containsExactlyInAnyOrder("ava", "eve", "noa");
        assertThat(judgedByOthers(2)).hasSize(2).isSubsetOf("ava", "eve", "noa");
    }

    private static List<String> judgedByOthers(int max) {
        var found = table().judgedByOthers(new Part(100, 101), "rules-1", max).block();
        return found.stream().map(id -> id.substring(0, 3)).toList();
    }

    @Test
    void what_an_event_says_while_somebody_is_looked_at_is_not_forgotten() throws Exception {
        upsert(row("ava", 5_000), row("ben", 5_000), row("eve", 5_000));

        table().take(ids("ava", "ben", "eve")).block();
        upsert(row("ava", 7_000), row("ben", 9_000));
        table().note(List.of(looked("ava", 8_000), looked("ben", 8_000), looked("eve", 8_000)))
                .block();

        assertThat(due()).containsExactly("ava|7", "ben|8", "eve|8");
    }

    @Test
    void whoever_was_taken_and_never_noted_is_looked_at_again() {
        upsert(judged("kim", 200, "rules-1"), judged("leo", 200, "rules-1"));

        table().take(ids("kim", "leo")).block();
        table().note(List.of(looked("leo", 8_000))).block();

        assertThat(table().judgedByOthers(new Part(200, 200), "rules-1", 9).block())
                .containsExactly("kim" + run);
    }

    private static DueTable table() {
        return new DueTable(models.connections());
    }

    private List<String> ids(String... names) {
        return Arrays.stream(names).map(name -> name + run).toList();
    }

    private Looked looked(String name, long nextMillis) {
        return new Looked(name + run, Optional.of(Instant.ofEpochMilli(nextMillis)), "rules-1");
    }

    private Row judged(String name, int slice, String ruleVersion) {
        return new Row(name + run, slice, Optional.of(5_000L), ruleVersion);
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
