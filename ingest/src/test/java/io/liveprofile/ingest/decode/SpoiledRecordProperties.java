package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.schemas.json.ContractFiles;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

class SpoiledRecordProperties {
    private static final byte[] TELLING = "{}[]\",:\\u0019eE-.\0nt".getBytes(StandardCharsets.UTF_8);
    private static final List<byte[]> RECORDS = records();

    private final Decoder decoder = Format.AUTO.decoder(
            IngestSettings.from(ConfigFactory.parseResources("reference.conf").resolve())
                    .decode(),
            ContractFiles.bundled(),
            false);

    private static List<byte[]> records() {
        var records = new ArrayList<byte[]>();
        new ShopDay(3, 100, 500, LocalDate.parse("2026-11-20")).forEachRemaining(made -> records.add(made.value()));
        return records;
    }

    @Property(tries = 5_000)
    void whatever_the_bytes_a_record_is_told_or_refused_and_nothing_fails(@ForAll Random random) {
        var spoiled = spoiled(random);
        var headers = new RecordHeaders();
        if (random.nextInt(4) == 0) {
            for (var name : List.of("specversion", "id", "source", "type", "subject")) {
                headers.add("ce_" + name, "1.0".getBytes(StandardCharsets.UTF_8));
            }
        } else if (random.nextInt(4) == 0) {
            headers.add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        }

        var decoded = decoder.decode(record(spoiled, headers));

        if (decoded instanceof Rejected rejected) {
            assertThat(rejected.detail())
                    .as(new String(spoiled, StandardCharsets.UTF_8))
                    .doesNotStartWith(Attempt.FAILED);
        } else if (decoded instanceof Told told) {
            Opened.sealed(told);
        }
    }

    private static byte[] spoiled(Random random) {
        var bytes = RECORDS.get(random.nextInt(RECORDS.size())).clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "events", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty());
    }
}
