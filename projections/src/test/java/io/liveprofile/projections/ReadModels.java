package io.liveprofile.projections;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import reactor.core.publisher.Mono;
import scala.Option;

/** The tables in a real database, and handlers that are given whatever a test thinks of. */
public final class ReadModels implements AutoCloseable {
    public static final String ENTITY_TYPE = "Customer";

    private final String database;
    private final ActorTestKit kit;

    public ReadModels(ReadModel... models) {
        this(SharedServers.postgres().database(), models);
    }

    private ReadModels(String database, ReadModel... models) {
        this.database = database;
        this.kit = ActorTestKit.create(ConfigFactory.parseMap(Map.of(
                        "pekko.persistence.r2dbc.connection-factory.database", database,
                        "pekko.persistence.r2dbc.connection-factory.host",
                                SharedServers.postgres().host(),
                        "pekko.persistence.r2dbc.connection-factory.port",
                                SharedServers.postgres().port(),
                        "pekko.persistence.r2dbc.connection-factory.password",
                                SharedServers.postgres().password()))
                .withFallback(ConfigFactory.load()));
        var projections = Projections.of(kit.system());
        for (var model : models) {
            projections.define(model);
        }
    }

    /** Where nobody else's rows are. */
    public static ReadModels inDatabase(String name, ReadModel... models) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new ReadModels(name, models);
    }

    /** All columns, joined by bars; in UTC. */
    public List<String> rows(String sql) throws SQLException {
        var url = SharedServers.postgres().jdbcUrl().replaceFirst("/[^/?]+\\?", "/" + database + "?");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            try (var rows = statement.executeQuery(sql)) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    var columns = new ArrayList<String>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        columns.add(rows.getString(i));
                    }
                    all.add(String.join("|", columns));
                }
                return all;
            }
        }
    }

    public ActorSystem<?> system() {
        return kit.system();
    }

    public ConnectionFactory connections() {
        return Connections.get(kit.system()).pool();
    }

    /** An entry of a customer's journal. */
    public record Entry(CustomerId id, long sequence, ProfileEvent event) {
        public EventEnvelope<ProfileEvent> envelope() {
            return new EventEnvelope<>(
                    Offset.noOffset(),
                    Customers.persistenceId(ENTITY_TYPE, id),
                    sequence,
                    Option.apply(event),
                    1_000_000 + sequence,
                    Option.empty(),
                    ENTITY_TYPE,
                    0);
        }
    }

    public static Entry entry(CustomerId id, long sequence, ProfileEvent event) {
        return new Entry(id, sequence, event);
    }

    /** As one batch. */
    public void handle(ProjectionHandler<ProfileEvent> handler, Entry... entries) {
        var batch = Arrays.stream(entries).map(Entry::envelope).toList();
        Mono.usingWhen(
                        connections().create(),
                        connection -> Mono.from(handler.handle(batch, connection)),
                        Connection::close)
                .block();
    }

    /** The first column, as text. */
    public static List<String> column(String sql) {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
