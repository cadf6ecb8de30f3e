package io.liveprofile.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleShapesTest {
    @Test
    void every_kind_of_the_sample_is_generated_with_the_same_fields_and_no_other_kind_is() throws Exception {
        var generated = new TreeMap<String, Set<String>>();
        var day = new ShopDay(7, 1_000, 50_000, LocalDate.of(2026, 11, 20));
        day.forEachRemaining(told -> {
            if (told.fate() == Fate.SOUND) {
                gather(generated, Parsed.sound(told));
            }
        });

        assertThat(generated).isEqualTo(sampled());
    }

    @Test
    void ids_times_and_amounts_are_written_as_in_the_sample() throws Exception {
        var written = Pattern.compile("c\\d{7}"
            + "\t\\{\"messageId\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\",\"type\":\"track\",\"event\":\"Product"
            + " Viewed\",\"userId\":\"c\\d{7}\",\"anonymousId\":\"a-[0-9a-f]{15,16}\""
            + ",\"timestamp\":\"2026-11-20T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"context\":\\{\"ip\":\"10(\\.\\d{1,3}){3}\""
            + ",\"device\":\\{\"id\":\"d-[0-9a-f]{10}\",\"type\":\"[a-z]+\"},\"geo\":\\{\"lat\":-?\\d+\\.\\d+,\"lon\":-?\\d+\\.\\d+"
            + ",\"country\":\"[A-Z]{2}\"}},\"properties\":\\{\"product_id\":\"p-\\d+\",\"sku\":\"s-\\d+\",\"category\":\"[a-z]+\""
            + ",\"price\":\\d+\\.\\d\\d}}");
        var day = new ShopDay(7, 1_000, 1_000, LocalDate.of(2026, 11, 20));

        assertThat(Stream.generate(day::next)
                        .limit(1_000)
                        .filter(told -> told.fate() == Fate.SOUND)
                        .map(told -> told.keyText() + "\t" + told.valueText())
                        .filter(line -> line.contains("Product Viewed")))
                .isNotEmpty()
                .allMatch(line -> written.matcher(line).matches());
        assertThat(lines().filter(line -> line.contains("Product Viewed")))
                .isNotEmpty()
                .allMatch(line -> written.matcher(line).matches());
    }

    private static Map<String, Set<String>> sampled() {
        var sampled = new TreeMap<String, Set<String>>();
        lines().map(line -> Parsed.json(line.substring(line.indexOf('\t') + 1).getBytes(StandardCharsets.UTF_8)))
                .flatMap(Optional::stream)
                .filter(interaction -> interaction.has("type"))
                .forEach(interaction -> gather(sampled, interaction));
        return sampled;
    }

    private static void gather(Map<String, Set<String>> shapes, JsonNode interaction) {
        shapes.computeIfAbsent(Parsed.kind(interaction), kind -> new TreeSet<>())
                .addAll(Parsed.shape(interaction));
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(Path.of("../schemas/samples/shop-day.tsv")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
