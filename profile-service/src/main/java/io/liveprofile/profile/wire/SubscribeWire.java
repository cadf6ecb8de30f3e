package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.News.Standing;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** Who listens to a customer, and what is told, between nodes. */
final class SubscribeWire {
    private static final int SUBSCRIBER = 1;
    private static final int REQUESTED_ID = 2;

    private static final int ACCEPTED = 1;
    private static final int READING = 2;

    private static final int EXPECTED_BYTES = 256;

    private SubscribeWire() {}

    static byte[] subscribe(Subscribe subscribe, ActorRefResolver resolver) {
        var wire =
                new WireWriter(EXPECTED_BYTES).text(SUBSCRIBER, resolver.toSerializationFormat(subscribe.subscriber()));
        subscribe.requestedId().ifPresent(id -> wire.text(REQUESTED_ID, id.toString()));
        return wire.toBytes();
    }

    static Subscribe subscribe(WireReader wire, ActorRefResolver resolver) {
        var subscriber = "";
        Optional<CustomerId> requestedId = Optional.empty();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case SUBSCRIBER -> subscriber = wire.text();
                case REQUESTED_ID -> requestedId = Optional.of(CustomerId.parse(wire.text()));
                default -> wire.skip();
            }
        }
        return new Subscribe(requestedId, resolver.resolveActorRef(subscriber));
    }

    static byte[] standing(Standing standing, CommandWire commands) {
        return new WireWriter(EXPECTED_BYTES)
                .number(ACCEPTED, standing.accepted() ? 1 : 0)
                .bytes(READING, commands.reading(standing.reading()))
                .toBytes();
    }

    static Standing standing(WireReader wire, CommandWire commands) {
        boolean accepted = false;
        var reading = new Reading(Optional.empty());
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ACCEPTED -> accepted = wire.number() == 1;
                case READING -> reading = commands.reading(wire.nested());
                default -> wire.skip();
            }
        }
        return new Standing(reading, accepted);
    }
}
