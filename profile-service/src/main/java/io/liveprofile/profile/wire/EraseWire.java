package io.liveprofile.profile.wire;

import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** The word that a customer is to be erased, and its answer, between nodes. */
final class EraseWire {
    private static final int REPLY_TO = 1;
    private static final int REQUEST_ID = 2;
    private static final int AT = 3;
    private static final int GIVER_TO = 4;

    private static final int ID = 1;
    private static final int SEQUENCE = 4;

    private static final int EXPECTED_BYTES = 256;

    private EraseWire() {}

    static byte[] erase(Erase erase, ActorRefResolver resolver) {
        var wire = new WireWriter(EXPECTED_BYTES)
                .text(REPLY_TO, resolver.toSerializationFormat(erase.replyTo()))
                .text(REQUEST_ID, erase.requestId())
                .number(AT, erase.atMillis());
        erase.giverTo().ifPresent(taker -> wire.text(GIVER_TO, taker.toString()));
        return wire.toBytes();
    }

    static Erase erase(WireReader wire, ActorRefResolver resolver) {
        var row = new Row(wire);
        return new Erase(
                row.text(REQUEST_ID),
                row.number(AT),
                Optional.of(row.text(GIVER_TO))
                        .filter(taker -> !taker.isEmpty())
                        .map(CustomerId::parse),
                resolver.resolveActorRef(row.text(REPLY_TO)));
    }

    static byte[] erasing(Erasing erasing) {
        var wire = new WireWriter(EXPECTED_BYTES);
        erasing.tombstone()
                .ifPresent(tombstone -> wire.text(ID, tombstone.id().toString())
                        .text(REQUEST_ID, tombstone.requestId())
                        .number(AT, tombstone.atMillis())
                        .number(SEQUENCE, tombstone.sequence()));
        return wire.toBytes();
    }

    static Erasing erasing(WireReader wire) {
        var row = new Row(wire);
        return new Erasing(Optional.of(row.text(ID))
                .filter(id -> !id.isEmpty())
                .map(id -> new Tombstone(
                        CustomerId.parse(id), row.text(REQUEST_ID), row.number(AT), row.number(SEQUENCE))));
    }
}
