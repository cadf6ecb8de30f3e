package io.liveprofile.server.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresAddressTest {

    @Test
    void the_forms_that_people_have_at_hand_mean_the_same() {
        var meant = new PostgresAddress("db", 5433, "shop", "me", "p@ss");

        assertThat(PostgresAddress.parse("postgresql://me:p%40ss@db:5433/shop", Map.of()))
                .isEqualTo(meant);
        assertThat(PostgresAddress.parse("postgres://me:p%40ss@db:5433/shop", Map.of()))
                .isEqualTo(meant);
        assertThat(PostgresAddress.parse("r2dbc:postgresql://me:p%40ss@db:5433/shop", Map.of()))
                .isEqualTo(meant);
        assertThat(PostgresAddress.parse("jdbc:postgresql://db:5433/shop?user=me&password=p%40ss", Map.of()))
                .isEqualTo(meant);
        assertThat(PostgresAddress.parse(meant.url(), Map.of())).isEqualTo(meant);
    }

    @Test
    void a_password_may_come_from_the_environment_and_must_come_from_somewhere() {
        var url = "postgresql://me@db/shop";

        assertThat(PostgresAddress.parse(url, Map.of("LIVE_PROFILE_POSTGRES_PASSWORD", "p")))
                .isEqualTo(new PostgresAddress("db", 5432, "shop", "me", "p"));
        assertThatThrownBy(() -> PostgresAddress.parse(url, Map.of())).hasMessageContaining("has no password");
    }

    @Test
    void what_is_no_address_is_refused_without_telling_the_password() {
        assertThatThrownBy(() -> PostgresAddress.parse("mysql://me:secret@db/shop", Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("--postgres wants postgresql://USER:PASSWORD@HOST:PORT/DATABASE,"
                        + " and not mysql://me:***@db/shop");
    }
}
