package io.liveprofile.server.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** What the warehouse says. */
final class Warehouse implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIMES =
            List.of("first_seen", "last_seen", "last_order", "session_start", "cart_since");
    private static final int FETCH_ROWS = 5_000;

    private final Connection connection;

    Warehouse(String jdbcUrl, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        connection = DriverManager.getConnection(jdbcUrl, properties);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** Whose an anonymous id is that has merged. */
    Map<String, String> takers() throws SQLException {
        var takers = new HashMap<String, String>();
        rows(
                "select anonymous_id, customer_id from warehouse.identity_link where outcome = 'merged'",
                row -> takers.put(row.getString(1), row.getString(2)));
        return takers;
    }

    /** Who was erased and has begun anew: the records tell of both lives, and not where the one ends. */
    Set<String> reopened() throws SQLException {
        var reopened = new HashSet<String>();
        rows(
                "select distinct customer_id from privacy.tombstone where reopened_at is not null",
                row -> reopened.add(row.getString(1)));
        return reopened;
    }

    void customers(Consumer<String> each) throws SQLException {
        rows("select customer_id from warehouse.customer_profile", row -> each.accept(row.getString(1)));
    }

    /** By customer; whoever has no row is missing. */
    Map<String, JsonNode> profiles(Collection<String> ids) throws SQLException {
        var found = new HashMap<String, JsonNode>();
        try (var statement = connection.prepareStatement(
                "select customer_id, to_jsonb(p) from warehouse.customer_profile p where customer_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), row(rows.getString(2)));
                }
            }
        }
        connection.commit();
        return found;
    }

    private static JsonNode row(String text) {
        try {
            var row = (ObjectNode) JSON.readTree(text);
            for (var time : TIMES) {
                if (row.hasNonNull(time)) {
                    row.put(
                            time,
                            OffsetDateTime.parse(row.path(time).asText())
                                    .toInstant()
                                    .toString());
                }
            }
            return row;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL's JSON can't be read", e);
        }
    }

    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void rows(String sql, Row each) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
        connection.commit();
    }

    static List<List<String>> chunks(Collection<String> ids, int max) {
        var all = new ArrayList<>(ids);
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += max) {
            chunks.add(all.subList(from, Math.min(all.size(), from + max)));
        }
        return chunks;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
