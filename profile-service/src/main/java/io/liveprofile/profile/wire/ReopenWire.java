package io.liveprofile.profile.wire;

import io.liveprofile.profile.entity.Command.Begun;
import io.liveprofile.profile.entity.Command.Reopen;
import io.liveprofile.profile.entity.Command.Reopening;
import io.liveprofile.profile.entity.Command.TellBegin;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** The word that one who was erased begins anew, the question where what is known begins, and the answers. */
final class ReopenWire {
    private static final int REPLY_TO = 1;
    private static final int TOMBSTONE = 2;
    private static final int AT = 3;

    private static final int SINCE = 1;
    private static final int IS_OPEN = 2;

    private static final int SEQUENCE = 1;

    private static final int EXPECTED_BYTES = 256;

    private ReopenWire() {}

    static byte[] reopen(Reopen reopen, ActorRefResolver resolver) {
        return new WireWriter(EXPECTED_BYTES)
                .text(REPLY_TO, resolver.toSerializationFormat(reopen.replyTo()))
                .number(TOMBSTONE, reopen.tombstone())
                .number(AT, reopen.atMillis())
                .toBytes();
    }

    static Reopen reopen(WireReader wire, ActorRefResolver resolver) {
        var row = new Row(wire);
        return new Reopen(row.number(TOMBSTONE), row.number(AT), resolver.resolveActorRef(row.text(REPLY_TO)));
    }

    static byte[] reopening(Reopening reopening) {
        return new WireWriter(EXPECTED_BYTES)
                .number(SINCE, reopening.atMillis().orElse(0L))
                .number(IS_OPEN, reopening.atMillis().isPresent() ? 1 : 0)
                .toBytes();
    }

    static Reopening reopening(WireReader wire) {
        var row = new Row(wire);
        return new Reopening(row.flag(IS_OPEN) ? Optional.of(row.number(SINCE)) : Optional.empty());
    }

    static byte[] tellBegin(TellBegin tell, ActorRefResolver resolver) {
        return new WireWriter(EXPECTED_BYTES)
                .text(REPLY_TO, resolver.toSerializationFormat(tell.replyTo()))
                .toBytes();
    }

    static TellBegin tellBegin(WireReader wire, ActorRefResolver resolver) {
        return new TellBegin(resolver.resolveActorRef(new Row(wire).text(REPLY_TO)));
    }

    static byte[] begun(Begun begun) {
        return new WireWriter(EXPECTED_BYTES).number(SEQUENCE, begun.sequence()).toBytes();
    }

    static Begun begun(WireReader wire) {
        return new Begun(new Row(wire).number(SEQUENCE));
    }
}
