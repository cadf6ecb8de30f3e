package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.DAY;
import static io.liveprofile.server.bench.BenchServers.TOPIC;
import static io.liveprofile.server.bench.BenchServers.settled;
import static io.liveprofile.server.bench.BenchServers.until;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import java.io.IOException;
import java.util.Iterator;

/**
 * The reference workload drained as it is, beside the same records in which no known customer tells an anonymous id: nobody is
 * linked to anybody then.
 */
public final class IngestLinkingBench implements Bench {
    private static final int RECORDS = 300_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final String UNLINKED = "customer-events-unlinked";

    private final ObjectMapper json = new ObjectMapper();
    private BenchServers servers;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestLinkingBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
            servers.createTopics(UNLINKED);
            try (var feed = new KafkaFeed(servers.kafka(), UNLINKED)) {
                feed.atFullSpeed(unlinked(new ShopDay(1, ShopDay.CUSTOMERS, records, DAY)));
            }
            var measured = run.cold(
                    new Contestant("linked", () -> drain(TOPIC)), new Contestant("unlinked", () -> drain(UNLINKED)));
            run.report(measured.of("linked", "entries").beside(measured.of("unlinked", "entries")));
            run.report(measured.of("linked", "CPU of node and PostgreSQL")
                    .beside(measured.of("unlinked", "CPU of node and PostgreSQL")));
            run.report(measured.of("linked", "links").alone());
        }
    }

    private Readings drain(String topic) throws Exception {
        return servers.onDatabase(database -> {
            try (var node = servers.node(database, topic, database)) {
                var cpu = servers.cpuOf(node);
                node.awaitReady();
                long before = cpu.othersMicros();
                until(() -> settled(node) >= records && servers.caughtUp(database));
                double micros = (cpu.othersMicros() - before) / (double) records;
                return Readings.of("CPU of node and PostgreSQL", micros, "µs/record")
                        .and("entries", each(database, "select count(*) from event_journal"), "entries/record")
                        .and("links", each(database, "select count(*) from warehouse.identity_link"), "links/record");
            }
        });
    }

    private double each(String database, String sql) throws Exception {
        return servers.number(database, sql) / (double) records;
    }

    private Iterator<WorkloadRecord> unlinked(Iterator<WorkloadRecord> told) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return told.hasNext();
            }

            @Override
            public WorkloadRecord next() {
                var record = told.next();
                return new WorkloadRecord(
                        record.key(), withoutLink(record.value()), record.eventTimeMillis(), record.fate());
            }
        };
    }

    private byte[] withoutLink(byte[] value) {
        try {
            if (json.readTree(value) instanceof ObjectNode told && told.hasNonNull("userId")) {
                told.remove("anonymousId");
                return json.writeValueAsBytes(told);
            }
            return value;
        } catch (JsonProcessingException malformed) {
            return value;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
