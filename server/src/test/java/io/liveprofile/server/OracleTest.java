package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.api.profile.ProfileJson;
import io.liveprofile.ingest.decode.DecodeSettings;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.ingest.decode.Decoder;
import io.liveprofile.ingest.decode.SegmentDecoder;
import io.liveprofile.loadtest.workload.Shop;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.rules.RulesFolder;
import io.liveprofile.projections.oracle.Difference;
import io.liveprofile.projections.oracle.Oracle;
import io.liveprofile.schemas.json.ContractFiles;
import io.liveprofile.sealing.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** From raw records through decoder and fold to the published profile, beside the plain computation of the same. */
class OracleTest {
    private static final Rules RULES = RulesFolder.OF_THE_SERVICE.read();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> THE_WAY = List.of(
            "id", "requestedId", "sequence", "stateHash", "judgedAt", "ruleVersion", "churn", "fraud", "segments");
    private static final int BATCH_MAX = 40;

    /** More than a profile keeps, and than a batch holds. */
    private static final int TICKETS = 60;

    private final Decoder decoder = new SegmentDecoder(
            DecodeSettings.from(ConfigFactory.load().getConfig("live-profile.ingest")), ContractFiles.bundled(), false);
    private final TestKey key = new TestKey("user_id:whoever");
    private final Random random = new Random(4);

    @Test
    void each_customer_of_a_shop_day_has_the_profile_that_the_plain_computation_gives() throws IOException {
        agree(new ShopDay(11, 400, 8_000, LocalDate.of(2026, 11, 20)), 8_000);
    }

    @Test
    void each_customer_of_the_sample_shop_has_the_profile_that_the_plain_computation_gives() throws IOException {
        agree(new Shop(11, 120, 2, Instant.parse("2026-11-20T22:30:00Z")), 4_000);
    }

    @Test
    void each_customer_who_takes_back_and_pays_and_subscribes_has_the_profile_of_the_plain_computation()
            throws IOException {
        agree(new SecondThoughts(11, 40), 4_000);
    }

    @Test
    void a_ticket_that_fell_out_of_the_list_and_returns_begins_anew_in_both() throws IOException {
        var told = IntStream.rangeClosed(0, TICKETS)
                .mapToObj(i -> i < TICKETS ? ticket("Opened", i, i) : ticket("Solved", 0, i))
                .iterator();

        agree(told, TICKETS + 1, _ -> {});
    }

    private static WorkloadRecord ticket(String word, int ticket, int minute) {
        var at = Instant.parse("2026-11-20T08:00:00Z").plusSeconds(60L * minute);
        var event = JSON.createObjectNode()
                .put("type", "track")
                .put("event", "Support Ticket " + word)
                .put("messageId", "m-" + minute)
                .put("userId", "asks-a-lot")
                .put("timestamp", at.toString());
        event.putObject("properties").put("ticketId", "t-" + ticket);
        return new WorkloadRecord(
                "asks-a-lot".getBytes(StandardCharsets.UTF_8),
                event.toString().getBytes(StandardCharsets.UTF_8),
                at.toEpochMilli(),
                WorkloadRecord.Fate.SOUND);
    }

    /** In any order: it must not matter. */
    private void agree(Iterator<WorkloadRecord> records, int count) throws IOException {
        agree(records, count, told -> Collections.shuffle(told, random));
    }

    private void agree(Iterator<WorkloadRecord> records, int count, Consumer<List<Interaction>> arrange)
            throws IOException {
        var oracle = new Oracle();
        var interactions = new HashMap<CustomerId, List<Interaction>>();
        for (int i = 0; i < count; i++) {
            var record = records.next();
            oracle.take(record.value());
            decoded(record)
                    .ifPresent(told -> interactions
                            .computeIfAbsent(told.source(), _ -> new ArrayList<>())
                            .add(told));
        }

        assertThat(interactions.keySet().stream().map(CustomerId::toString))
                .containsExactlyInAnyOrderElementsOf(oracle.customers());
        for (var customer : interactions.entrySet()) {
            var id = customer.getKey();
            arrange.accept(customer.getValue());
            agree(id, published(id, folded(customer.getValue())), oracle.profile(id.toString()));
        }
    }

    private static void agree(CustomerId id, JsonNode published, ObjectNode oracle) {
        assertThat(Difference.between(oracle, published)).as(id.toString()).isEmpty();
        assertThat(published.properties().stream().map(Map.Entry::getKey))
                .as(id.toString())
                .containsExactlyInAnyOrderElementsOf(() -> oracle.fieldNames());
    }

    private Optional<Interaction> decoded(WorkloadRecord record) {
        var consumed = new ConsumerRecord<>(
                "customer-events",
                0,
                0,
                record.eventTimeMillis(),
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                new RecordHeaders(),
                Optional.empty());
        return decoder.decode(consumed) instanceof Told told
                ? Optional.of(new Interaction(
                        told.messageId(),
                        told.name(),
                        told.schemaVersion(),
                        told.atMillis(),
                        told.futureSetBack(),
                        told.receivedAtMillis(),
                        told.customer(),
                        told.beside(),
                        Optional.empty(),
                        told.fields().sealed(key.key())))
                : Optional.empty();
    }

    /** In batches of any size: it must not matter. */
    private Profile folded(List<Interaction> told) {
        var profile = Profile.NEW;
        var journal = new HashSet<Long>();
        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(BATCH_MAX));
            var batch = told.subList(from, to);
            var known = profile.decides(batch) ? KnownIds.NONE : (KnownIds) journal::contains;
            profile = profile.observe(batch, known, RULES).after();
            batch.forEach(each -> journal.add(each.idHash()));
            from = to;
        }
        return profile;
    }

    private static JsonNode published(CustomerId id, Profile profile) throws IOException {
        var json = (ObjectNode)
                JSON.readTree(ProfileJson.of(new LiveProfile(id, id, 1, profile.facts(), Links.NONE, Judged.NOTHING)));
        json.path("timeline").forEach(entry -> ((ObjectNode) entry).remove("sentence"));
        return json.remove(THE_WAY);
    }
}
