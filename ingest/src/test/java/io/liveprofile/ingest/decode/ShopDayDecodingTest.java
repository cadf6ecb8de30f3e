package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.json.ContractFiles;
import java.time.LocalDate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ShopDayDecodingTest {
    private static final int RECORDS = 5_000;

    private final Decoder decoder = Format.AUTO.decoder(
            IngestSettings.from(ConfigFactory.parseResources("reference.conf").resolve())
                    .decode(),
            ContractFiles.bundled(),
            true);

    @Test
    void of_the_reference_workload_every_sound_record_is_told_by_its_contract_and_no_broken_one() {
        var day = new ShopDay(7, 1_000, RECORDS, LocalDate.parse("2026-11-20"));
        int broken = 0;
        while (day.hasNext()) {
            var made = day.next();

            var decoded = decoder.decode(new ConsumerRecord<>("customer-events", 0, 0, made.key(), made.value()));

            if (made.fate() == Fate.MALFORMED) {
                broken++;
                assertThat(decoded).as(made.valueText()).isInstanceOf(Rejected.class);
            } else {
                assertThat(decoded).as(made.valueText()).isInstanceOf(Told.class);
                var told = (Told) decoded;
                assertThat(told.atMillis()).isEqualTo(made.eventTimeMillis());
                assertThat(told.customer().value()).isEqualTo(made.keyText());
                assertThat(Opened.clear(told).values()).doesNotHaveAnyElementsOfTypes(Value.Sealed.class);
                assertThat(Opened.sealed(told)).doesNotContainKey(Fields.UNNAMED);
            }
        }
        assertThat(broken).isPositive();
    }
}
