package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.ingest.decode.Decoded.Skipped;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Segment's JSON, as its SDKs and RudderStack's write it to Kafka. Reads the fields that every interaction has, and
 * copies the bytes of all others as they stand: no tree is built.
 */
public final class SegmentDecoder implements Decoder {
    private static final int NAME_LENGTH_MAX = 200;
    private static final int MESSAGE_ID_LENGTH_MAX = 200;

    private final DecodeSettings settings;
    private final RecordTime time;
    private final Identity identity;
    private final JsonFactory json;

    public SegmentDecoder(DecodeSettings settings) {
        this.settings = settings;
        this.time = new RecordTime(settings.futureMax());
        this.identity = new Identity(settings.blockedIds());
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(settings.depthMax())
                        .maxStringLength(settings.stringBytesMax())
                        .maxTokenCount(settings.fieldsMax() * 4L)
                        .build())
                .build();
    }

    @Override
    public Decoded decode(ConsumerRecord<byte[], byte[]> consumed) {
        byte[] value = consumed.value();
        if (value == null) {
            return new Skipped();
        }
        if (value.length > settings.recordBytesMax()) {
            return new Rejected(
                    Reason.TOO_LARGE,
                    "the record has more than " + settings.recordBytesMax() + " bytes",
                    Optional.empty());
        }
        var envelope = new Envelope();
        try (var parser = json.createParser(value)) {
            return told(envelope.read(parser, value), consumed);
        } catch (Refusal refusal) {
            return rejected(envelope, refusal.reason(), refusal.detail());
        } catch (StreamConstraintsException e) {
            return rejected(envelope, Reason.TOO_LARGE, "deeper, longer or with more fields than the bounds allow");
        } catch (JsonParseException e) {
            return rejected(
                    envelope,
                    Reason.UNREADABLE,
                    "not JSON from byte " + e.getLocation().getByteOffset() + " on");
        } catch (IOException e) {
            return rejected(envelope, Reason.UNREADABLE, "not JSON in UTF-8");
        }
    }

    /** Names whom it is about where that had been read before it was refused. */
    private Rejected rejected(Envelope envelope, Reason reason, String detail) {
        return new Rejected(reason, detail, identity.ifSound(envelope.userId, envelope.anonymousId));
    }

    private Told told(Envelope envelope, ConsumerRecord<byte[], byte[]> consumed) {
        var name = envelope.name();
        var whom = identity.of(envelope.userId, envelope.anonymousId);
        var at = time.of(envelope.timestamp, envelope.originalTimestamp, envelope.sentAt, consumed.timestamp());
        return new Told(
                envelope.messageId == null || envelope.messageId.isEmpty()
                        ? hashOf(consumed)
                        : bounded(envelope.messageId, MESSAGE_ID_LENGTH_MAX, "/messageId"),
                name,
                at.millis(),
                at.futureSetBack(),
                consumed.timestamp(),
                whom.customer(),
                whom.beside(),
                whom.blockedIdLeftOut(),
                envelope.unnamed());
    }

    /** The same record delivered again must get the same id. */
    private static String hashOf(ConsumerRecord<byte[], byte[]> consumed) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            if (consumed.key() != null) {
                digest.update(consumed.key());
            }
            digest.update((byte) 0);
            return "sha256:" + HexFormat.of().formatHex(digest.digest(consumed.value()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java knows no SHA-256", e);
        }
    }

    private static String bounded(String text, int lengthMax, String pointer) {
        if (text.length() > lengthMax) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, pointer + " is longer than " + lengthMax + " characters");
        }
        return text;
    }

    /** The fields that every interaction has, and the bytes of the rest. */
    private static final class Envelope {
        private @Nullable String type;
        private @Nullable String event;
        private @Nullable String messageId;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable String timestamp;
        private @Nullable String originalTimestamp;
        private @Nullable String sentAt;
        private final ByteArrayOutputStream unnamed = new ByteArrayOutputStream(512);

        Envelope read(JsonParser parser, byte[] value) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refusal(Reason.UNREADABLE, "not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "type" -> type = scalar(parser, "/type");
                    case "event" -> event = scalar(parser, "/event");
                    case "messageId" -> messageId = scalar(parser, "/messageId");
                    case "userId" -> userId = scalar(parser, "/userId");
                    case "anonymousId" -> anonymousId = scalar(parser, "/anonymousId");
                    case "timestamp" -> timestamp = scalar(parser, "/timestamp");
                    case "originalTimestamp" -> originalTimestamp = scalar(parser, "/originalTimestamp");
                    case "sentAt" -> sentAt = scalar(parser, "/sentAt");
                    default -> keep(parser, value, from);
                }
            }
            if (parser.nextToken() != null) {
                throw new Refusal(Reason.UNREADABLE, "more than one JSON value");
            }
            return this;
        }

        private void keep(JsonParser parser, byte[] value, int from) throws IOException {
            parser.skipChildren();
            parser.finishToken();
            int to = (int) parser.currentLocation().getByteOffset();
            unnamed.write(unnamed.size() == 0 ? '{' : ',');
            unnamed.write(value, from, to - from);
        }

        byte[] unnamed() {
            if (unnamed.size() > 0) {
                unnamed.write('}');
            }
            return unnamed.toByteArray();
        }

        String name() {
            if (type == null) {
                throw new Refusal(Reason.NOT_IN_CONTRACT, "/type is required");
            }
            return switch (type) {
                case "track" -> {
                    if (event == null || event.isBlank()) {
                        throw new Refusal(Reason.NOT_IN_CONTRACT, "/event is required where /type is track");
                    }
                    yield bounded(event, NAME_LENGTH_MAX, "/event");
                }
                case "page" -> "Page Viewed";
                case "screen" -> "Screen Viewed";
                case "identify", "group", "alias" -> type;
                default ->
                    throw new Refusal(
                            Reason.NOT_IN_CONTRACT, "/type is none of track, page, screen, identify, group, alias");
            };
        }

        private static @Nullable String scalar(JsonParser parser, String pointer) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
                case VALUE_NULL -> null;
                default -> throw new Refusal(Reason.NOT_IN_CONTRACT, pointer + " must be text");
            };
        }
    }
}
