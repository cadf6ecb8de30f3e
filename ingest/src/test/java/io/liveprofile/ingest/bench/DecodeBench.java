package io.liveprofile.ingest.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.ingest.decode.Decoder;
import io.liveprofile.ingest.decode.TopicDecoders;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.schemas.json.ContractFiles;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.TestKey;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The reference workload decoded, judged by its contract and sealed on one thread, beside Jackson's parse alone. The keys
 * of all customers are there.
 */
public final class DecodeBench implements Bench {
    private static final String TOPIC = "customer-events";
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int RECORDS = 200_000;
    private static final int RECORDS_QUICK = 5_000;
    private static final int PASSES = 2;
    private static final double OF_PARSE_MAX = 2.5;

    private final JsonFactory json = new JsonFactory();
    private final ObjectMapper trees = new ObjectMapper();
    private final Map<String, SubjectKey> keys = new HashMap<>();

    public static void main(String[] args) {
        Benches.main(new DecodeBench(), args);
    }

    @FunctionalInterface
    private interface Work {
        /** What keeps the result alive, so that no compiler leaves it out. */
        long of(ConsumerRecord<byte[], byte[]> consumed) throws IOException;
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void run(Run run) throws Exception {
        var records = records(run.quick() ? RECORDS_QUICK : RECORDS);
        var settings = IngestSettings.from(ConfigFactory.load());
        var decoder = new TopicDecoders(settings.topics(), settings.decode(), ContractFiles.bundled());
        makeKeys(records, decoder);
        var measured = run.interleaved(
                new Contestant("parse", () -> all(records, consumed -> parse(consumed, true))),
                new Contestant("tokens", () -> all(records, consumed -> parse(consumed, false))),
                new Contestant("tree", () -> all(records, this::tree)),
                new Contestant("decode + validate", () -> all(records, consumed -> told(consumed, decoder))),
                new Contestant("decode + validate + seal", () -> all(records, consumed -> seal(consumed, decoder))));
        var parse = measured.of("parse", "CPU");
        run.report(measured.of("decode + validate", "CPU").beside(parse).atMost(OF_PARSE_MAX));
        run.report(measured.of("decode + validate", "CPU").beside(measured.of("tokens", "CPU")));
        run.report(measured.of("decode + validate", "CPU").beside(measured.of("tree", "CPU")));
        run.report(measured.of("decode + validate + seal", "CPU").beside(measured.of("decode + validate", "CPU")));
        run.report(measured.of("decode + validate", "records/s").beside(measured.of("parse", "records/s")));
        run.report(measured.of("decode + validate + seal", "records/s").beside(measured.of("parse", "records/s")));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>(count);
        new ShopDay(1, ShopDay.CUSTOMERS, count, DAY)
                .forEachRemaining(
                        told -> records.add(new ConsumerRecord<>(TOPIC, 0, records.size(), told.key(), told.value())));
        return records;
    }

    private void makeKeys(List<ConsumerRecord<byte[], byte[]>> records, Decoder decoder) {
        for (var consumed : records) {
            if (decoder.decode(consumed) instanceof Told told) {
                keys.computeIfAbsent(told.customer().toString(), subject -> new TestKey(subject).key());
            }
        }
    }

    private static Readings all(List<ConsumerRecord<byte[], byte[]>> records, Work work) throws IOException {
        long kept = 0;
        long cpu = CpuAccounts.jvmMicros();
        long begun = System.nanoTime();
        for (int pass = 0; pass < PASSES; pass++) {
            for (var consumed : records) {
                kept += work.of(consumed);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double micros = CpuAccounts.jvmMicros() - cpu;
        if (kept == 0) {
            throw new IllegalStateException("nothing was read");
        }
        double done = (double) records.size() * PASSES;
        return Readings.of("CPU", micros / done, "µs/record").and("records/s", done / seconds, "records/s");
    }

    /** As a consumer would that knows nothing of a contract: each token, and each name and value where it is asked for. */
    private long parse(ConsumerRecord<byte[], byte[]> consumed, boolean values) throws IOException {
        long kept = 1;
        try (var parser = json.createParser(consumed.value())) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                kept += values ? value(parser, token) : 1;
            }
        } catch (JsonProcessingException broken) {
            return kept;
        }
        return kept;
    }

    private static long value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case FIELD_NAME -> parser.currentName().length();
            case VALUE_STRING -> parser.getText().length();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                parser.getDecimalValue().scale();
            default -> 1;
        };
    }

    private long tree(ConsumerRecord<byte[], byte[]> consumed) throws IOException {
        try {
            return trees.readTree(consumed.value()).size();
        } catch (JsonProcessingException broken) {
            return 1;
        }
    }

    private static long told(ConsumerRecord<byte[], byte[]> consumed, Decoder decoder) {
        return decoder.decode(consumed) instanceof Told told ? told.atMillis() : 1;
    }

    private long seal(ConsumerRecord<byte[], byte[]> consumed, Decoder decoder) {
        return decoder.decode(consumed) instanceof Told told
                ? told.fields()
                        .sealed(Objects.requireNonNull(keys.get(told.customer().toString())))
                        .size()
                : 1;
    }
}
