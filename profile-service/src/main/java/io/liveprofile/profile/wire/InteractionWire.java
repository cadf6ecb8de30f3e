package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.schemas.Fields;
import java.util.Optional;

/** One interaction. */
final class InteractionWire {
    private static final int MESSAGE_ID = 1;
    private static final int UUID_HIGH = 2;
    private static final int UUID_LOW = 3;
    private static final int NAME = 4;
    private static final int SCHEMA_VERSION = 5;
    private static final int AT_MILLIS = 6;
    private static final int FUTURE_SET_BACK = 7;
    private static final int RECEIVED_AFTER_MILLIS = 8;
    private static final int SOURCE = 9;
    private static final int BESIDE = 10;
    private static final int TOPIC = 11;
    private static final int PARTITION = 12;
    private static final int OFFSET = 13;
    private static final int FIELDS = 14;

    private InteractionWire() {}

    static void write(WireWriter wire, Interaction interaction) {
        MessageIdWire.write(wire, MessageId.of(interaction.messageId()), MESSAGE_ID, UUID_HIGH, UUID_LOW);
        wire.text(NAME, interaction.name())
                .number(SCHEMA_VERSION, interaction.schemaVersion())
                .number(AT_MILLIS, interaction.atMillis())
                .number(FUTURE_SET_BACK, interaction.futureSetBack() ? 1 : 0)
                .number(RECEIVED_AFTER_MILLIS, interaction.receivedAtMillis() - interaction.atMillis())
                .text(SOURCE, interaction.source().toString());
        interaction.beside().ifPresent(beside -> wire.text(BESIDE, beside.value()));
        interaction
                .origin()
                .ifPresent(origin -> wire.text(TOPIC, origin.topic())
                        .number(PARTITION, origin.partition())
                        .number(OFFSET, origin.offset()));
        if (interaction.fields().size() > 0) {
            wire.nested(FIELDS, nested -> FieldsWire.write(nested, interaction.fields()));
        }
    }

    static Interaction read(WireReader wire) {
        var messageId = "";
        long uuidHigh = 0;
        long uuidLow = 0;
        var name = "";
        int schemaVersion = 0;
        long at = 0;
        boolean futureSetBack = false;
        long receivedAfter = 0;
        var source = "";
        var beside = "";
        var topic = "";
        int partition = 0;
        long offset = 0;
        var fields = Fields.NONE;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case MESSAGE_ID -> messageId = wire.text();
                case UUID_HIGH -> uuidHigh = wire.fixed();
                case UUID_LOW -> uuidLow = wire.fixed();
                case NAME -> name = wire.word();
                case SCHEMA_VERSION -> schemaVersion = wire.integer();
                case AT_MILLIS -> at = wire.number();
                case FUTURE_SET_BACK -> futureSetBack = wire.number() != 0;
                case RECEIVED_AFTER_MILLIS -> receivedAfter = wire.number();
                case SOURCE -> source = wire.text();
                case BESIDE -> beside = wire.text();
                case TOPIC -> topic = wire.word();
                case PARTITION -> partition = wire.integer();
                case OFFSET -> offset = wire.number();
                case FIELDS -> fields = FieldsWire.read(wire.nested());
                default -> wire.skip();
            }
        }
        return new Interaction(
                MessageIdWire.read(messageId, uuidHigh, uuidLow).toString(),
                name,
                schemaVersion,
                at,
                futureSetBack,
                at + receivedAfter,
                CustomerId.parse(source),
                beside.isEmpty() ? Optional.empty() : Optional.of(CustomerId.anonymous(beside)),
                topic.isEmpty() ? Optional.empty() : Optional.of(new Origin(topic, partition, offset)),
                fields);
    }
}
