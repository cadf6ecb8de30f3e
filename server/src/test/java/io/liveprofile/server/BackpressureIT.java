package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.LocalPostgres;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.workload.Expected;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL is stopped while records come in. {@code -Doutage.seconds=60} makes it a long one. */
class BackpressureIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("outage.seconds", 4));
    private static final int PARTITIONS = 12;
    private static final int IN_FLIGHT_MAX = 200;
    private static final int CHUNK_MAX = 100;
    private static final int RECORDS_MAX = 1_000_000;
    private static final double RECORDS_PER_SECOND = 400;

    private final String topic = "events_" + UUID.randomUUID().toString().replace("-", "");

    @TempDir
    Path directory;

    @Test
    void a_database_that_is_away_stops_consumption_grows_nothing_and_is_caught_up_with() throws Exception {
        createTopics();
        var postgres = LocalPostgres.start(directory, 0);
        int port = postgres.port();
        try (var node = ServiceNode.founder(
                        Surroundings.of(
                                SharedServers.kafka().bootstrap(), topic, topic, postgres.host(), port, "postgres"),
                        "-Dlive-profile.ingest.quarantine-topic=" + topic + "-quarantine",
                        "-Dlive-profile.ingest.in-flight-records-max=" + IN_FLIGHT_MAX,
                        "-Dlive-profile.ingest.chunk-records-max=" + CHUNK_MAX,
                        "-Dlive-profile.ingest.lag-every=500ms");
                var feed = new Feed(topic)) {
            node.awaitReady();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> node.metric("live_profile_ingest_records", "applied") > 1_000);

            postgres.close();
            var consumed = new AtomicReference<>(-1.0);
            patiently().during(Duration.ofSeconds(2)).until(() -> {
                double before = consumed.get();
                consumed.set(node.metric("live_profile_ingest_consumed_records", "topic"));
                return before == consumed.get();
            });
            patiently()
                    .during(OUTAGE)
                    .until(() -> node.metric("live_profile_ingest_in_flight_records", "topic")
                                    <= PARTITIONS * (IN_FLIGHT_MAX + CHUNK_MAX)
                            && node.metric("live_profile_ingest_consumed_records", "topic") == consumed.get());
            patiently()
                    .until(() -> node.metric("live_profile_ingest_lag_records", "topic") > IN_FLIGHT_MAX
                            && node.metric("live_profile_ingest_lag_seconds", "topic") > 1);

            assertThatWhatNeedsTheDatabaseIsAnOutageOfOurs(node);

            try (var again = LocalPostgres.start(directory, port)) {
                long sound = feed.stop();
                patiently().until(() -> interactions(again) == sound);
                patiently().until(() -> node.metric("live_profile_ingest_lag_records", "topic") == 0);
                node.assertAccounted();
            }
        }
    }

    private static void assertThatWhatNeedsTheDatabaseIsAnOutageOfOurs(ServiceNode node) throws Exception {
        for (var path : List.of("/v1/profiles?tier=gold", "/v1/segments", "/v1/audit")) {
            var answer = node.ask(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"unavailable\"");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private void createTopics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, (short) 1),
                            new NewTopic(topic + "-quarantine", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static long interactions(LocalPostgres postgres) throws Exception {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var rows = connection
                        .createStatement()
                        .executeQuery("select coalesce(sum(interactions), 0) from warehouse.customer_profile")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(OUTAGE.plusSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions();
    }

    /** Sends until it is told to stop, whatever becomes of it. */
    private static final class Feed implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Expected expected = new Expected();
        private final CompletableFuture<Void> done;

        Feed(String topic) {
            var day = new ShopDay(1, 2_000, RECORDS_MAX, LocalDate.parse("2026-11-20"));
            done = CompletableFuture.runAsync(() -> {
                try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), topic)) {
                    feed.atRate(
                            new Iterator<WorkloadRecord>() {
                                @Override
                                public boolean hasNext() {
                                    return !stopped.get() && day.hasNext();
                                }

                                @Override
                                public WorkloadRecord next() {
                                    return expected.count(day.next());
                                }
                            },
                            RECORDS_PER_SECOND);
                }
            });
        }

        /** How many interactions there are to count. */
        long stop() {
            close();
            return expected.soundByKey().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        @Override
        public void close() {
            stopped.set(true);
            done.join();
        }
    }
}
