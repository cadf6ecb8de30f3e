package io.liveprofile.profile.wire;

import io.liveprofile.profile.After;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Reading;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** A reader who waits for an interaction, between nodes. */
final class AwaitWire {
    private static final int REPLY_TO = 1;
    private static final int REQUESTED_ID = 2;
    private static final int WAIT_MILLIS = 3;
    private static final int MESSAGE_ID = 4;
    private static final int TOPIC = 5;
    private static final int PARTITION = 6;
    private static final int OFFSET = 7;

    private static final int IS_IN = 1;
    private static final int READING = 2;

    private static final int EXPECTED_BYTES = 256;

    private AwaitWire() {}

    static byte[] await(Await await, ActorRefResolver resolver) {
        var wire = new WireWriter(EXPECTED_BYTES)
                .text(REPLY_TO, resolver.toSerializationFormat(await.replyTo()))
                .number(WAIT_MILLIS, await.waitMillis());
        await.requestedId().ifPresent(id -> wire.text(REQUESTED_ID, id.toString()));
        switch (await.after()) {
            case After.Message(var messageId) -> wire.text(MESSAGE_ID, messageId);
            case After.Record(var origin) ->
                wire.text(TOPIC, origin.topic())
                        .number(PARTITION, origin.partition())
                        .number(OFFSET, origin.offset());
        }
        return wire.toBytes();
    }

    static Await await(WireReader wire, ActorRefResolver resolver) {
        var replyTo = "";
        Optional<CustomerId> requestedId = Optional.empty();
        long waitMillis = 0;
        var messageId = "";
        var topic = "";
        int partition = 0;
        long offset = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case REPLY_TO -> replyTo = wire.text();
                case REQUESTED_ID -> requestedId = Optional.of(CustomerId.parse(wire.text()));
                case WAIT_MILLIS -> waitMillis = wire.number();
                case MESSAGE_ID -> messageId = wire.text();
                case TOPIC -> topic = wire.text();
                case PARTITION -> partition = wire.integer();
                case OFFSET -> offset = wire.number();
                default -> wire.skip();
            }
        }
        var after =
                topic.isEmpty() ? new After.Message(messageId) : new After.Record(new Origin(topic, partition, offset));
        return new Await(requestedId, after, waitMillis, resolver.resolveActorRef(replyTo));
    }

    static byte[] awaited(Awaited awaited, CommandWire commands) {
        return new WireWriter(EXPECTED_BYTES)
                .number(IS_IN, awaited.isIn() ? 1 : 0)
                .bytes(READING, commands.reading(awaited.reading()))
                .toBytes();
    }

    static Awaited awaited(WireReader wire, CommandWire commands) {
        boolean isIn = false;
        var reading = new Reading(Optional.empty());
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case IS_IN -> isIn = wire.number() == 1;
                case READING -> reading = commands.reading(wire.nested());
                default -> wire.skip();
            }
        }
        return new Awaited(reading, isIn);
    }
}
