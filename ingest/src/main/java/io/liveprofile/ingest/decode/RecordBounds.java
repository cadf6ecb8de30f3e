package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.liveprofile.profile.domain.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How large a record may be, in each of the ways that a record can be large. */
final class RecordBounds {
    /** A field can't be shorter: quotes, colon, one digit, and a comma. */
    private static final int FIELD_BYTES_MIN = 5;

    private static final int BYTES_PER_CHAR_MAX = 3;

    private final DecodeSettings settings;
    private final JsonFactory json;

    RecordBounds(DecodeSettings settings) {
        this.settings = settings;
        this.json = JsonFactory.builder()
                .streamReadConstraints(new Depth(settings.depthMax()))
                .build();
    }

    /** Whose parsers refuse what nests too deep. */
    JsonFactory json() {
        return json;
    }

    void checkBytes(byte[] value) {
        if (value.length > settings.recordBytesMax()) {
            throw tooLarge("the record has more than " + settings.recordBytesMax() + " bytes");
        }
    }

    /** A record this short can't have too many fields or too long a text: nearly none has to be read for it. */
    private void checkFieldsAndTexts(byte[] value) throws IOException {
        if (value.length <= settings.stringBytesMax()
                && value.length <= settings.fieldsMax() * (long) FIELD_BYTES_MIN) {
            return;
        }
        int fields = 0;
        try (var parser = json.createParser(value)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    if (++fields > settings.fieldsMax()) {
                        throw tooLarge("it has more than " + settings.fieldsMax() + " fields");
                    }
                    checkText(parser.currentName());
                } else if (token == JsonToken.VALUE_STRING) {
                    checkText(parser.getText());
                }
            }
        }
    }

    private void checkText(String text) {
        int max = settings.stringBytesMax();
        if (text.length() > max / BYTES_PER_CHAR_MAX && text.getBytes(StandardCharsets.UTF_8).length > max) {
            throw tooLarge("one of its texts or names has more than " + max + " bytes");
        }
    }

    private static Refusal tooLarge(String detail) {
        return new Refusal(Reason.TOO_LARGE, detail);
    }

    /** Tells by itself what was too large: the parser's own exceptions differ in their words alone. */
    private static final class Depth extends StreamReadConstraints {
        private static final long serialVersionUID = 1;

        Depth(int max) {
            super(max, -1, DEFAULT_MAX_NUM_LEN, Integer.MAX_VALUE, Integer.MAX_VALUE, -1);
        }

        @Override
        public void validateNestingDepth(int depth) {
            if (depth > _maxNestingDepth) {
                throw tooLarge("it nests deeper than " + _maxNestingDepth);
            }
        }

        @Override
        public void validateFPLength(int length) {
            validateIntegerLength(length);
        }

        @Override
        public void validateIntegerLength(int length) {
            if (length > _maxNumLen) {
                throw tooLarge("one of its numbers has more than " + _maxNumLen + " digits");
            }
        }
    }

    JsonParser open(byte[] value) throws IOException {
        check(value);
        return json.createParser(value);
    }

    /** Text in another encoding would be told apart by its first bytes; JSON between systems is UTF-8. */
    void check(byte[] value) throws IOException {
        if (value.length > 0 && value[0] == 0) {
            throw new Refusal(
                    Reason.UNKNOWN_SCHEMA,
                    "framed for a schema registry (it begins with byte 0), and none is configured");
        }
        if (value.length > 1 && (value[1] == 0 || (value[0] & 0xFF) >= 0xFE)) {
            throw new Refusal(Reason.UNREADABLE, "not JSON in UTF-8");
        }
        checkFieldsAndTexts(value);
    }
}
