package io.liveprofile.projections.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.projections.Observations;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The queries of docs/warehouse.md, run as they stand there, return what stands under them. */
class WarehousePageTest {
    private static final Path PAGE = Path.of("../docs/warehouse.md");
    private static final Pattern QUERY = Pattern.compile("```sql\\n(.*?)```.*?```\\n(.*?)```", Pattern.DOTALL);

    private static final Fields GOLD = Fields.of("traits.tier", new Value.Text("gold"));

    private final List<ReadModels.Entry> entries = new ArrayList<>();

    @Test
    void each_query_returns_what_the_page_says() throws Exception {
        sample();
        try (var models = ReadModels.inDatabase(
                "page_" + UUID.randomUUID().toString().replace("-", ""), InteractionProjection.MODEL)) {
            models.handle(
                    new InteractionProjection(ModelTable::view, FoldRules.DEFAULT),
                    entries.toArray(ReadModels.Entry[]::new));
            var queries = QUERY.matcher(Files.readString(PAGE));
            int found = 0;
            while (queries.find()) {
                found++;
                assertThat(String.join("\n", models.rows(queries.group(1))))
                        .as(queries.group(1))
                        .isEqualTo(queries.group(2).strip());
            }
            assertThat(found).isEqualTo(4);
        }
    }

    private void sample() {
        customer(
                "ava",
                told("identify", "2026-11-02T09:00:00Z", GOLD),
                told("Product Viewed", "2026-11-02T10:00:00Z", Fields.NONE),
                told("Product Added", "2026-11-02T10:05:00Z", Fields.NONE),
                order("Order Completed", "2026-11-03T10:00:00Z", "30.00", "EUR"),
                order("Order Completed", "2026-11-17T10:00:00Z", "20.00", "EUR"));
        customer(
                "ben",
                // Ordered before anything was looked at, and sent back.
                order("Order Completed", "2026-11-03T08:00:00Z", "10.00", "EUR"),
                order("Order Refunded", "2026-11-04T08:00:00Z", "10.00", "EUR"),
                told("Product Viewed", "2026-11-10T10:00:00Z", Fields.NONE));
        customer(
                "cem",
                told("Product Added", "2026-11-04T10:00:00Z", Fields.NONE),
                told("Product Viewed", "2026-11-04T11:00:00Z", Fields.NONE));
        customer("dan", told("Page Viewed", "2026-11-08T23:59:59Z", Fields.NONE));
        customer(
                "eva",
                told("Product Viewed", "2026-11-09T00:00:00Z", Fields.NONE),
                told("Product Added", "2026-11-09T00:01:00Z", Fields.NONE),
                order("Order Completed", "2026-11-10T10:00:00Z", "30.00", "EUR"),
                told("Page Viewed", "2026-11-18T10:00:00Z", Fields.NONE));
        customer(
                "fay",
                told("Product Viewed", "2026-11-11T10:00:00Z", Fields.NONE),
                told("Product Added", "2026-11-11T10:01:00Z", Fields.NONE),
                order("Order Completed", "2026-11-11T09:00:00Z", "5.00", "CHF"));
    }

    private record Telling(String name, String at, Fields fields) {}

    private static Telling told(String name, String at, Fields fields) {
        return new Telling(name, at, fields);
    }

    private static Telling order(String name, String at, String total, String currency) {
        return new Telling(
                name,
                at,
                Fields.builder()
                        .put("properties.order_id", new Value.Text(name + at))
                        .put("properties.total", new Value.Number(new BigDecimal(total)))
                        .put("properties.currency", new Value.Text(currency))
                        .build());
    }

    private void customer(String name, Telling... tellings) {
        var id = CustomerId.user(name);
        var interactions = new ArrayList<Interaction>();
        for (var each : tellings) {
            interactions.add(Observations.told(
                    id,
                    name + interactions.size(),
                    each.name(),
                    Instant.parse(each.at()).toEpochMilli(),
                    each.fields()));
        }
        entries.add(ReadModels.entry(id, 1, Observations.of(interactions.toArray(Interaction[]::new))));
    }
}
