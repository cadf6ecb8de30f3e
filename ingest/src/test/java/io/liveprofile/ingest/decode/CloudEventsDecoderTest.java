package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Skipped;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.json.ContractFiles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsDecoderTest {
    private static final long APPENDED_MILLIS =
            Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
    private static final long TOLD_MILLIS =
            Instant.parse("2026-11-20T11:59:00Z").toEpochMilli();

    private static final DecodeSettings SETTINGS = IngestSettings.from(
                    ConfigFactory.parseResources("reference.conf").resolve())
            .decode();
    private static final Catalogue CATALOGUE = ContractFiles.bundled();
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "specversion", "1.0",
            "id", "7",
            "source", "https://shop.example.com",
            "type", "Order Completed",
            "subject", "c1",
            "time", "2026-11-20T11:59:00Z");
    private static final String ORDER = "{\"order_id\":\"o\",\"total\":12.5,\"note\":\"hi\"}";

    private final Decoder auto = Format.AUTO.decoder(SETTINGS, CATALOGUE, false);
    private final Decoder strict = Format.CLOUDEVENTS.decoder(SETTINGS, CATALOGUE, true);

    @Test
    void bare_properties_are_told_alike_in_either_mode() {
        var binary = (Told) auto.decode(binary(ATTRIBUTES, ORDER));
        var structured = (Told) auto.decode(structured(ATTRIBUTES, "\"data\":" + ORDER));
        var base64 = (Told) auto.decode(structured(
                ATTRIBUTES,
                "\"data_base64\":\"" + Base64.getEncoder().encodeToString(bytes(ORDER)) + "\",\"partitionkey\":\"k\""));

        for (var told : new Told[] {binary, structured, base64}) {
            assertThat(told)
                    .usingRecursiveComparison()
                    .ignoringFields("fields")
                    .isEqualTo(new Told(
                            "https://shop.example.com 7",
                            "Order Completed",
                            1,
                            TOLD_MILLIS,
                            false,
                            APPENDED_MILLIS,
                            CustomerId.user("c1"),
                            Optional.empty(),
                            false,
                            OpenFields.ofRecord()));
            assertThat(Opened.clear(told))
                    .isEqualTo(Map.of(
                            "properties.order_id", new Value.Text("o"),
                            "properties.total", new Value.Number(new BigDecimal("12.5"))));
            assertThat(Opened.sealed(told)).isEqualTo(Map.of("*", "{\"/properties/note\":\"hi\"}"));
        }
    }

    @Test
    void the_data_may_be_a_whole_event_that_tells_better_who_and_when() {
        var event = """
            {"properties":{"url":"https://x/1"},"type":"page","anonymousId":"a-1","messageId":"its own",
             "timestamp":"2026-11-20T11:58:00Z"}\
            """;

        for (var record :
                new ConsumerRecord<?, ?>[] {binary(ATTRIBUTES, event), structured(ATTRIBUTES, "\"data\": " + event)}) {
            var told = told(record);

            assertThat(told.messageId()).isEqualTo("https://shop.example.com 7");
            assertThat(told.name()).isEqualTo("Page Viewed");
            assertThat(told.customer()).isEqualTo(CustomerId.anonymous("a-1"));
            assertThat(told.atMillis()).isEqualTo(TOLD_MILLIS - 60_000);
            assertThat(Opened.sealed(told)).isEqualTo(Map.of("properties.url", "\"https://x/1\""));
        }
    }

    @Test
    void properties_that_look_like_a_call_are_properties_while_they_name_nobody() {
        var told = told(binary(with("type", "Signed Up"), "{\"type\":\"page\"}"));

        assertThat(told.name()).isEqualTo("Signed Up");
        assertThat(Opened.clear(told)).isEqualTo(Map.of("properties.type", new Value.Text("page")));
    }

    @Test
    void an_event_without_data_is_no_tombstone() {
        var told = told(binary(with("type", "Logged Out"), null));

        assertThat(told.name()).isEqualTo("Signed Out");
        assertThat(told.customer()).isEqualTo(CustomerId.user("c1"));
        assertThat(strict.decode(record(new RecordHeaders(), null))).isEqualTo(new Skipped());
    }

    @Test
    void traits_may_be_bare_as_well() {
        var told = told(binary(with("type", "identify"), "{\"email\":\"x@example.com\",\"tier\":\"gold\"}"));

        assertThat(Opened.clear(told)).isEqualTo(Map.of("traits.tier", new Value.Text("gold")));
        assertThat(Opened.sealed(told)).isEqualTo(Map.of("traits.email", "\"x@example.com\""));
    }

    @Test
    void a_subject_may_be_anonymous() {
        assertThat(told(binary(with("subject", "anonymous_id:a|1"), ORDER)).customer())
                .isEqualTo(CustomerId.anonymous("a|1"));
        assertThat(told(binary(with("subject", "user_id:c1"), ORDER)).customer())
                .isEqualTo(CustomerId.user("c1"));
    }

    @Test
    void a_type_that_no_schema_names_is_kept_where_the_topic_is_not_strict() {
        var record = binary(with("type", "com.example.shoe.tied"), "{\"a\":1}");

        var told = told(record);

        assertThat(told.name()).isEqualTo("com.example.shoe.tied");
        assertThat(Opened.sealed(told)).isEqualTo(Map.of("*", "{\"/properties\":{\"a\":1}}"));
        assertThat(((Rejected) strict.decode(record)).reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void a_message_id_keeps_to_its_bound() {
        var told = told(binary(with("id", "i".repeat(300)), ORDER));

        assertThat(told.messageId()).startsWith("sha256:").hasSize(39);
        assertThat(told(binary(with("id", "i".repeat(301)), ORDER)).messageId()).isNotEqualTo(told.messageId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        id              | ``                 | {}              | NOT_IN_CONTRACT | ce_id is required
        specversion     | 0.3                | {}              | UNKNOWN_SCHEMA  | ce_specversion is none of CloudEvents 1
        type            | Order Completed    | {"order_id":"o","total":-1} | NOT_IN_CONTRACT | /data/total must be at least 0
        type            | Order Completed    | []              | NOT_IN_CONTRACT | /data must be object
        type            | Order Completed    |                 | NOT_IN_CONTRACT | /data is required
        type            | alias              | {}              | NOT_IN_CONTRACT | /previousId is required
        type            | Signed In          | {} {}           | UNREADABLE      | more than one JSON value
        datacontenttype | application/avro   | {}              | UNKNOWN_SCHEMA  | the data are not JSON
        """)
    void what_can_not_be_applied_is_told_why(
            String attribute, String value, @Nullable String data, Reason reason, String detail) {
        var rejected = (Rejected) auto.decode(binary(with(attribute, value), data));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
        assertThat(rejected.customer()).contains(CustomerId.user("c1"));
    }

    @Test
    void a_structured_event_in_another_format_than_json_waits_for_a_decoder() {
        var headers = new RecordHeaders().add("content-type", bytes("application/cloudevents+avro"));

        assertThat(((Rejected) auto.decode(record(headers, "x"))).reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void a_topic_of_cloud_events_needs_no_headers() {
        var structured = structured(ATTRIBUTES, "\"data\":" + ORDER);

        assertThat(strict.decode(record(new RecordHeaders(), new String(structured.value(), StandardCharsets.UTF_8))))
                .isInstanceOf(Told.class);
    }

    private Told told(ConsumerRecord<?, ?> record) {
        @SuppressWarnings("unchecked")
        var decoded = auto.decode((ConsumerRecord<byte[], byte[]>) record);
        assertThat(decoded).isInstanceOf(Told.class);
        return (Told) decoded;
    }

    private static Map<String, String> with(String attribute, String value) {
        var attributes = new LinkedHashMap<>(ATTRIBUTES);
        attributes.put(attribute, value);
        return attributes;
    }

    private static ConsumerRecord<byte[], byte[]> binary(Map<String, String> attributes, @Nullable String data) {
        var headers = new RecordHeaders();
        attributes.forEach((name, value) -> headers.add(
                name.equals("datacontenttype") ? "content-type" : "ce_" + name,
                value.getBytes(StandardCharsets.UTF_8)));
        return record(headers, data);
    }

    private static ConsumerRecord<byte[], byte[]> structured(Map<String, String> attributes, String data) {
        var json = new StringBuilder("{");
        attributes.forEach((name, value) ->
                json.append('"').append(name).append("\":\"").append(value).append("\","));
        var headers = new RecordHeaders().add("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
        return record(headers, json.append(data).append('}').toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            org.apache.kafka.common.header.Headers headers, @Nullable String value) {
        return new ConsumerRecord<>(
                "events",
                0,
                1,
                APPENDED_MILLIS,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value == null ? null : bytes(value),
                headers,
                Optional.empty());
    }
}
