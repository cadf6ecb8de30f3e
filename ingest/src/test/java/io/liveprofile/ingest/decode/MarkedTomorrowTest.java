package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.json.ContractFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mark in a schema is all that it takes: whatever shows traits later opens or masks those that come sealed. */
class MarkedTomorrowTest {
    private static final Path SCHEMAS = Path.of("../schemas/src/main/resources/io/liveprofile/schemas");
    private static final String IDENTIFY = """
        {"messageId":"m-1","type":"identify","userId":"c1","traits":{"tier":"gold","region":"EMEA"}}
        """;

    @TempDir
    private Path folder;

    @Test
    void a_field_that_is_marked_tomorrow_is_sealed_from_then_on() throws IOException {
        copy();
        var today = told(folder);

        var traits = folder.resolve("shared/trait.v1.json");
        Files.writeString(traits, Files.readString(traits).replace("\"tier\": {", "\"tier\": {\"x-personal\": true, "));
        var tomorrow = told(folder);

        assertThat(Opened.clear(today)).containsKeys("traits.tier", "traits.region");
        assertThat(Opened.clear(tomorrow)).isEqualTo(Map.of("traits.region", new Value.Text("EMEA")));
        assertThat(Opened.sealed(tomorrow)).isEqualTo(Map.of("traits.tier", "\"gold\""));
    }

    private void copy() throws IOException {
        try (var files = Files.walk(SCHEMAS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(SCHEMAS.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Told told(Path schemas) {
        var settings = IngestSettings.from(
                        ConfigFactory.parseResources("reference.conf").resolve())
                .decode();
        var value = IDENTIFY.getBytes(StandardCharsets.UTF_8);
        return (Told) new SegmentDecoder(settings, ContractFiles.in(schemas), false)
                .decode(new ConsumerRecord<>("customer-events", 0, 0, new byte[0], value));
    }
}
