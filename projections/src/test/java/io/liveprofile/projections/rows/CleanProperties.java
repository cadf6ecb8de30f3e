package io.liveprofile.projections.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;

/** What reaches PostgreSQL as one text is what it reads. */
class CleanProperties {

    @Property(tries = 200)
    void any_texts_come_out_of_the_array_as_they_went_in_but_for_what_postgresql_can_not_hold(
            @ForAll @Size(max = 5) List<@Chars({'\\', '"', '{', '}', ',', ' ', '\0', 'N', 'ü'}) String> texts)
            throws SQLException {
        assertThat(read(Clean.array(texts)))
                .isEqualTo(texts.stream().map(CleanProperties::held).toList());
    }

    /** Half a pair of surrogates is no character: it travels as a question mark. */
    private static String held(String text) {
        var bytes = Clean.text(text).getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Object> read(String array) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var select = connection.prepareStatement("select ?::text[]")) {
            select.setString(1, held(array));
            try (var rows = select.executeQuery()) {
                rows.next();
                Array read = rows.getArray(1);
                return List.of((Object[]) read.getArray());
            }
        }
    }
}
