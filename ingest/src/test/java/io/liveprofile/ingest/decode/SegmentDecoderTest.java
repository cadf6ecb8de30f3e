package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Skipped;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentDecoderTest {
    private static final long APPENDED_MILLIS =
            Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

    private static final Pattern SOUND = Pattern.compile("\"type\":\"(page|track|identify)\"");

    private final SegmentDecoder decoder = new SegmentDecoder(
            IngestSettings.from(ConfigFactory.parseResources("reference.conf").resolve())
                    .decode());

    @Test
    void a_track_event_is_told_with_all_that_no_schema_names_as_it_was_written() {
        var told = told("""
            {"messageId":"m-1","type":"track","event":"Signed In","userId":"c1","anonymousId":"a-1",
             "timestamp":"2026-11-20T11:59:00.500Z","context":{"ip":"10.4.0.2"},"properties":{"method":"password"}}
            """);

        assertThat(told)
                .usingRecursiveComparison()
                .isEqualTo(new Told(
                        "m-1",
                        "Signed In",
                        APPENDED_MILLIS - 59_500,
                        false,
                        APPENDED_MILLIS,
                        CustomerId.user("c1"),
                        Optional.of(CustomerId.anonymous("a-1")),
                        false,
                        "{\"context\":{\"ip\":\"10.4.0.2\"},\"properties\":{\"method\":\"password\"}}"
                                .getBytes(StandardCharsets.UTF_8)));
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
        {"type":"visit","userId":"u"}                             | NOT_IN_CONTRACT  | /type is none of track, page, screen, identify, group, alias
        {"type":"page","userId":{}}                               | NOT_IN_CONTRACT  | /userId must be text
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

        assertThat(decode(full.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Told.class);
        assertThat(decode((full + " ").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Rejected(Reason.TOO_LARGE, "the record has more than 262144 bytes", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65})
    void a_record_may_nest_64_deep_and_no_deeper(int depth) {
        var json = "{\"type\":\"page\",\"userId\":\"u\",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

        assertThat(decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(depth == 64 ? Told.class : Rejected.class);
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
        return (Told) decode(json.strip().getBytes(StandardCharsets.UTF_8));
    }

    private Decoded decode(byte[] value) {
        return decoder.decode(new ConsumerRecord<>(
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
                Optional.empty()));
    }
}
