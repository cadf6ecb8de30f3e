package io.liveprofile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.embedded.LocalPostgres.Stopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    Path directory;

    @Test
    void one_that_was_left_behind_is_stopped_and_its_data_kept() throws Exception {
        var left = LocalPostgres.start(directory, 0, Stopped.WHEN_CLOSED);
        execute(left, "create table kept (id int)");

        try (var next = LocalPostgres.start(directory, 0, Stopped.WHEN_CLOSED)) {
            execute(next, "insert into kept values (1)");

            assertThat(left.port()).isNotEqualTo(next.port());
        }
    }

    @Test
    void a_first_start_that_was_killed_half_way_is_begun_anew() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/postgresql.conf"), "half");

        try (var server = LocalPostgres.start(directory, 0, Stopped.WHEN_CLOSED)) {
            execute(server, "select 1");
        }
    }

    @Test
    void damaged_data_is_told_in_its_own_words_and_left_alone() throws Exception {
        LocalPostgres.start(directory, 0, Stopped.WHEN_CLOSED).close();
        Files.delete(directory.resolve("data/global/pg_control"));

        assertThatThrownBy(() -> LocalPostgres.start(directory, 0, Stopped.WHEN_CLOSED))
                .isInstanceOf(PostgresNotStarted.class)
                .hasMessageContaining("pg_control");
        assertThat(directory.resolve("data/base")).exists();
    }

    private static void execute(LocalPostgres server, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
