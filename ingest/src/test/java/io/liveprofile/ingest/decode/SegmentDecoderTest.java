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
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentDecoderTest {
    private static final long APPENDED_MILLIS =
            Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

    private static final Pattern SOUND = Pattern.compile("\"type\":\"(page|track|identify)\"");

    private static final DecodeSettings SETTINGS = IngestSettings.from(
                    ConfigFactory.parseResources("reference.conf").resolve())
            .decode();
    private static final Catalogue CATALOGUE = ContractFiles.bundled();

    private final SegmentDecoder decoder = new SegmentDecoder(SETTINGS, CATALOGUE, false);

    @Test
    void a_track_event_is_told_by_its_contract() {
        var told = told("""
            {"messageId":"m-1","type":"track","event":"Logged In","userId":"c1","anonymousId":"a-1",
             "timestamp":"2026-11-20T11:59:00.500Z","properties":{"method":"password"}}
            """);

        assertThat(told)
                .usingRecursiveComparison()
                .ignoringFields("fields")
                .isEqualTo(new Told(
                        "m-1",
                        "Signed In",
                        1,
                        APPENDED_MILLIS - 59_500,
                        false,
                        APPENDED_MILLIS,
                        CustomerId.user("c1"),
                        Optional.of(CustomerId.anonymous("a-1")),
                        false,
                        OpenFields.ofRecord()));
        assertThat(Opened.clear(told)).isEqualTo(Map.of("properties.method", new Value.Text("password")));
        assertThat(Opened.sealed(told)).isEmpty();
    }

    @Test
    void what_is_personal_is_sealed_under_its_path_and_what_nobody_names_as_one_piece() {
        var told = told("""
            {"type":"page","userId":"u","shoeSize":43,"context":{"ip":"192.0.2.17",
             "geo":{"lat":48.8584,"lng":2.2945,"country":"FR","colour":null},"traits":{"email":"x@example.com"}},
             "properties":{"url":"https://x/?q=\\u00fc","path":"/p","pet":{"name":"Rex"}}}
            """);

        assertThat(Opened.clear(told))
                .isEqualTo(Map.of(
                        "context.ip", new Value.Text("192.0.2.0/24"),
                        "context.geo.lat", new Value.Number(new BigDecimal("48.9")),
                        "context.geo.lon", new Value.Number(new BigDecimal("2.3")),
                        "context.geo.country", new Value.Text("FR"),
                        "properties.path", new Value.Text("/p")));
        assertThat(Opened.sealed(told))
                .isEqualTo(Map.of(
                        "context.ip.exact", "\"192.0.2.17\"",
                        "context.geo.lat.exact", "48.8584",
                        "context.geo.lon.exact", "2.2945",
                        "context.traits", "{\"email\":\"x@example.com\"}",
                        "properties.url", "\"https://x/?q=\\u00fc\"",
                        "*", "{\"/shoeSize\":43,\"/context/geo/colour\":null,\"/properties/pet\":{\"name\":\"Rex\"}}"));
    }

    @Test
    void what_is_personal_in_a_list_is_sealed_in_its_entry() {
        var told = told("""
            {"type":"track","event":"Order Completed","userId":"u","properties":{"order_id":7,"products":[
             {"sku":"s-1","url":"https://x/1"},{"sku":"s-2","url":"https://x/2","colour":"red"}]}}
            """);

        assertThat(Opened.sealed(told))
                .isEqualTo(Map.of(
                        "properties.products[0].url", "\"https://x/1\"",
                        "properties.products[1].url", "\"https://x/2\"",
                        "*", "{\"/properties/products/1/colour\":\"red\"}"));
    }

    @Test
    void an_interaction_that_no_schema_names_is_kept_and_its_properties_sealed_whole() {
        var told = told("{\"type\":\"track\",\"event\":\"Shoe Tied\",\"userId\":\"u\",\"properties\":{\"a\":[1]}}");

        assertThat(told.name()).isEqualTo("Shoe Tied");
        assertThat(told.schemaVersion()).isZero();
        assertThat(Opened.sealed(told)).isEqualTo(Map.of("*", "{\"/properties\":{\"a\":[1]}}"));
    }

    @Test
    void what_an_alias_links_is_kept() {
        var told = told("{\"type\":\"alias\",\"userId\":\"u\",\"previous_id\":\"a-1\"}");

        assertThat(told.name()).isEqualTo("alias");
        assertThat(Opened.clear(told)).isEqualTo(Map.of("previousId", new Value.Text("a-1")));
    }

    @Test
    void a_strict_topic_takes_only_what_a_schema_names() {
        var strict = new SegmentDecoder(SETTINGS, CATALOGUE, true);

        assertThat(strict.decode(consumed(bytes("{\"type\":\"track\",\"event\":\"Shoe Tied\",\"userId\":\"u\"}"))))
                .isEqualTo(new Rejected(
                        Reason.UNKNOWN_SCHEMA,
                        "no schema names this interaction, and the topic is configured strict",
                        Optional.of(CustomerId.user("u"))));
        assertThat(strict.decode(consumed(bytes("{\"type\":\"page\",\"userId\":\"u\"}"))))
                .isInstanceOf(Told.class);
    }

    @Test
    void properties_may_come_before_what_names_the_interaction() {
        var properties =
                "\"properties\":{\"order_id\":\"o\",\"total\":12.5,\"coupon\":\"x\",\"note\":\"hi\",\"pet\":1}";
        var named = "\"type\":\"track\",\"event\":\"Completed Order\",\"userId\":\"u\",\"messageId\":\"m\"";
        var before = told("\ufeff{" + properties + ", " + named + ",\"context\":{\"userAgent\":\"b\"}}");
        var after = told("{" + named + ",\"context\":{\"userAgent\":\"b\"}," + properties + "}");

        assertThat(before.name()).isEqualTo("Order Completed");
        assertThat(Opened.clear(before)).isEqualTo(Opened.clear(after)).containsKey("properties.total");
        assertThat(Opened.sealed(before)).isEqualTo(Opened.sealed(after)).containsKeys("*", "context.userAgent");
    }

    @Test
    void of_two_names_of_one_field_the_first_counts() {
        var told = told("{\"user_id\":\"first\",\"userId\":\"second\",\"type\":\"track\","
                + "\"event\":\"Support Ticket Opened\",\"properties\":{\"ticketId\":\"t-1\",\"ticket_id\":\"t-2\"}}");

        assertThat(told.customer()).isEqualTo(CustomerId.user("first"));
        assertThat(Opened.clear(told)).isEqualTo(Map.of("properties.ticket_id", new Value.Text("t-1")));
    }

    @Test
    void every_sound_line_of_the_sample_is_understood_and_every_broken_one_is_told_why() throws IOException {
        for (var line : Files.readAllLines(Path.of("../schemas/samples/shop-day.tsv"))) {
            var json = line.substring(line.indexOf('\t') + 1);
            boolean sound = json.endsWith("}") && SOUND.matcher(json).find();

            var decoded = decode(json.getBytes(StandardCharsets.UTF_8));

            assertThat(decoded).as(json).isInstanceOf(sound ? Told.class : Rejected.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"track"                                           | UNREADABLE       | not JSON from byte 15 on
        []                                                        | UNREADABLE       | not a JSON object
        {"type":"page","userId":"u"} {}                           | UNREADABLE       | more than one JSON value
        {"userId":"u"}                                            | NOT_IN_CONTRACT  | /type is required
        {"type":"track","userId":"u"}                             | NOT_IN_CONTRACT  | /event is required where /type is track
        {"type":"visit","userId":"u"}                             | NOT_IN_CONTRACT  | /type must be one of the words that the contract lists
        {"type":"page","userId":{}}                               | NOT_IN_CONTRACT  | /userId must be string or number or boolean
        {"type":"track","event":"Order Completed","userId":"u","properties":{"order_id":"o","total":-3}} | NOT_IN_CONTRACT | /properties/total must be at least 0
        {"properties":{"order_id":"o","total":1e10},"type":"track","event":"Order Completed","userId":"u"} | NOT_IN_CONTRACT | /properties/total must be at most 1000000000
        {"type":"track","event":"Order Completed","userId":"u"}   | NOT_IN_CONTRACT  | /properties is required
        {"type":"track","event":"a\\u0000b","userId":"u"}         | NOT_IN_CONTRACT  | the name of the interaction holds U+0000 or a lone surrogate
        {"type":"page","userId":"u","messageId":"a\\u0000b"}      | NOT_IN_CONTRACT  | /messageId must not hold U+0000 or a lone surrogate
        {"type":"page","userId":"u","context":{"geo":{"lat":1e-200}}} | NOT_IN_CONTRACT | /context/geo/lat must have at most 100 decimals
        {"type":"page","userId":""}                               | NO_IDENTITY      | neither /userId nor /anonymousId says whom this is about
        {"type":"page","userId":"00-00"}                          | BLOCKED_IDENTITY | /userId is a placeholder for no customer
        {"type":"page","anonymousId":"null"}                      | BLOCKED_IDENTITY | /anonymousId is a placeholder for no customer
        {"type":"page","userId":"a\\u0000b"}                      | BAD_IDENTITY     | /userId can't be an id: it holds U+0000
        {"type":"page","userId":"a\\ud83d"}                       | BAD_IDENTITY     | /userId can't be an id: it holds a lone surrogate
        {"type":"page","userId":"u","timestamp":"yesterday"}      | IMPOSSIBLE_TIME  | /timestamp is no ISO 8601 time with an offset
        {"type":"page","userId":"u","timestamp":"1999-12-31T23:59:59Z"} | IMPOSSIBLE_TIME | the interaction is from before the year 2000
        """)
    void what_can_not_be_applied_is_told_why_and_quotes_no_value(String json, Reason reason, String detail) {
        var rejected = (Rejected) decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"userId":"u","anonymousId":"a"}                     | user_id:u
        {"anonymousId":"a","type":"visit"}                   | anonymous_id:a
        {"userId":"u","type":"page","timestamp":"yesterday"} | user_id:u
        {"userId":"u","type":"page",                         | user_id:u
        {"context":{"geo":{"lat":91}},"userId":"u","type":"page"} | user_id:u
        {"type":1,"context":{"userId":"x"},"anonymousId":"a" | anonymous_id:a
        {"type":"page","x":                                  |
        {"userId":"null","type":"page"}                      |
        """)
    void what_is_refused_names_whom_it_is_about_where_that_could_be_read(String json, @Nullable String customer) {
        var rejected = (Rejected) decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(rejected.customer().map(CustomerId::toString)).isEqualTo(Optional.ofNullable(customer));
    }

    @Test
    void a_tombstone_asks_for_nothing() {
        assertThat(decode(null)).isEqualTo(new Skipped());
    }

    @Test
    void a_record_may_have_256_kib_and_no_more() {
        var frame = "{\"type\":\"page\",\"userId\":\"u\",\"x\":[\"\"]}";
        var filling = "\"" + "x".repeat(1_000) + "\",";
        var filled = frame.replace("[\"\"]", "[" + filling.repeat(261) + "\"\"]");
        int missing = 256 * 1_024 - filled.length();
        var full = filled.replace("\"\"]", "\"" + "y".repeat(missing) + "\"]");

        assertBound(full, full + " ", "the record has more than 262144 bytes");
    }

    @Test
    void a_record_may_nest_64_deep_and_no_deeper() {
        assertBound(
                page("\"x\":" + "[".repeat(63) + "]".repeat(63)),
                page("\"x\":" + "[".repeat(64) + "]".repeat(64)),
                "it nests deeper than 64");
    }

    @Test
    void a_record_may_have_1000_fields_and_no_more() {
        var fields = IntStream.range(0, 998).mapToObj(i -> "\"\":1").collect(Collectors.joining(","));

        assertBound(page(fields), page(fields + ",\"\":1"), "it has more than 1000 fields");
    }

    @Test
    void a_text_may_have_32_kib_whoever_would_read_it_and_no_more() {
        var longest = "\u00fc".repeat(16 * 1_024);
        var detail = "one of its texts or names has more than 32768 bytes";

        assertBound(page("\"x\":\"" + longest + "\""), page("\"x\":\"" + longest + "y\""), detail);
        assertBound(
                page("\"context\":{\"userAgent\":\"" + longest + "\"}"),
                page("\"context\":{\"userAgent\":\"" + longest + "y\"}"),
                detail);
        assertBound(page("\"" + longest + "\":1"), page("\"" + longest + "y\":1"), detail);
    }

    @Test
    void a_number_may_have_1000_digits_and_no_more() {
        assertThat(decode(bytes(page("\"properties\":{\"name\":" + "1".repeat(1_001) + "}"))))
                .isEqualTo(new Rejected(
                        Reason.TOO_LARGE,
                        "one of its numbers has more than 1000 digits",
                        Optional.of(CustomerId.user("u"))));
    }

    @Test
    void a_record_that_is_framed_for_a_schema_registry_waits_for_one() {
        assertThat(decode(new byte[] {0, 0, 0, 0, 7, '{', '}'}))
                .isEqualTo(new Rejected(
                        Reason.UNKNOWN_SCHEMA,
                        "framed for a schema registry (it begins with byte 0), and none is configured",
                        Optional.empty()));
    }

    @Test
    void json_is_utf_8() {
        var json = page("\"x\":\"\u00fc\"");

        assertThat(decode(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Told.class);
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            assertThat(decode(json.getBytes(charset)))
                    .isEqualTo(new Rejected(Reason.UNREADABLE, "not JSON in UTF-8", Optional.of(CustomerId.user("u"))));
        }
    }

    private void assertBound(String within, String beyond, String detail) {
        assertThat(decode(bytes(within))).isInstanceOf(Told.class);
        assertThat(((Rejected) decode(bytes(beyond))).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(((Rejected) decode(bytes(beyond))).detail()).isEqualTo(detail);
    }

    private static String page(String fields) {
        return "{\"type\":\"page\",\"userId\":\"u\"," + fields + "}";
    }

    @Test
    void a_client_whose_clock_is_an_hour_fast_is_set_right_by_when_it_sent() {
        var told = told("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-20T12:59:30Z\","
                + "\"sentAt\":\"2026-11-20T13:00:00Z\"}");

        assertThat(told.atMillis()).isEqualTo(APPENDED_MILLIS - 30_000);
    }

    @Test
    void what_a_gateway_has_set_right_is_left_as_it_is() {
        var told = told("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-20T11:59:30Z\","
                + "\"originalTimestamp\":\"2026-11-20T12:59:30Z\",\"sentAt\":\"2026-11-20T13:00:00Z\"}");

        assertThat(told.atMillis()).isEqualTo(APPENDED_MILLIS - 30_000);
    }

    @Test
    void an_interaction_from_the_future_gets_the_brokers_time_and_is_marked() {
        var allowed = told("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-20T12:05:00Z\"}");
        var beyond = told("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-20T12:05:00.001Z\"}");

        assertThat(allowed.atMillis()).isEqualTo(APPENDED_MILLIS + 300_000);
        assertThat(allowed.futureSetBack()).isFalse();
        assertThat(beyond.atMillis()).isEqualTo(APPENDED_MILLIS);
        assertThat(beyond.futureSetBack()).isTrue();
    }

    @Test
    void a_record_without_a_message_id_gets_the_same_one_at_every_delivery() {
        var json = "{\"type\":\"page\",\"userId\":\"u\"}";

        assertThat(told(json).messageId()).isEqualTo(told(json).messageId()).startsWith("sha256:");
        assertThat(told(json).messageId())
                .isNotEqualTo(told(json.replace(":", ": ")).messageId());
    }

    @Test
    void a_placeholder_beside_a_sound_id_is_left_out() {
        var told = told("{\"type\":\"page\",\"userId\":\"anonymous\",\"anonymousId\":\"a-1\"}");

        assertThat(told.customer()).isEqualTo(CustomerId.anonymous("a-1"));
        assertThat(told.beside()).isEmpty();
        assertThat(told.blockedIdLeftOut()).isTrue();
    }

    private Told told(String json) {
        var decoded = decode(bytes(json.strip()));
        assertThat(decoded).isInstanceOf(Told.class);
        return (Told) decoded;
    }

    private Decoded decode(byte @Nullable [] value) {
        return decoder.decode(consumed(value));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "customer-events",
                3,
                42,
                APPENDED_MILLIS,
                TimestampType.CREATE_TIME,
                0,
                value == null ? -1 : value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
