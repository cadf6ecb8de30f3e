package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Catalogue CATALOGUE = ContractFiles.bundled();
    private static final Path SAMPLES = Path.of("samples/shop-day.tsv");

    @Test
    void every_example_keeps_its_own_contract_and_is_found_by_its_name() {
        SchemaResources.interactions().forEach((file, schema) -> {
            assertThat(SchemaResources.examples(schema)).as(file).hasSizeGreaterThan(1);
            for (var example : SchemaResources.examples(schema)) {
                var contract = contractOf(example);

                assertThat(contract.name())
                        .as(file)
                        .isEqualTo(schema.get("title").asText());
                assertThat(Judged.by(contract.record(), example))
                        .as("%s %s", file, example)
                        .isEmpty();
            }
        });
    }

    @Test
    void every_sound_line_of_the_samples_is_named_and_accepted() throws IOException {
        int sound = 0;
        var refused = new ArrayList<String>();
        for (var line : Files.readAllLines(SAMPLES)) {
            JsonNode record;
            try {
                record = SchemaResources.JSON.readTree(line.substring(line.indexOf('\t') + 1));
            } catch (JsonProcessingException broken) {
                continue;
            }
            if (!record.has("type")) {
                assertThat(Judged.by(CATALOGUE.generic().record(), record))
                        .hasValueSatisfying(violation -> assertThat(violation).hasToString("/type is required"));
                continue;
            }
            sound++;
            Judged.by(contractOf(record).record(), record)
                    .ifPresent(violation -> refused.add(violation + " in " + line));
        }

        assertThat(sound).isEqualTo(120);
        assertThat(refused).isEmpty();
    }

    @Test
    void the_index_lists_every_file() throws IOException {
        assertThat(Files.readAllLines(SchemaResources.SOURCES.resolve("index.txt")))
                .isEqualTo(List.copyOf(SchemaResources.all().keySet()));
    }

    private static Contract contractOf(JsonNode record) {
        var type = record.get("type").asText();
        var name = type.equals("track") ? record.get("event").asText() : type;
        return Objects.requireNonNull(CATALOGUE.find(name), name);
    }
}
