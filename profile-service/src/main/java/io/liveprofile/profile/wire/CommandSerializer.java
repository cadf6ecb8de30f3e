package io.liveprofile.profile.wire;

import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Verdicts;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Commands and answers between nodes. Apart from what is stored: they live for a moment, and change with the release. */
public final class CommandSerializer extends SerializerWithStringManifest {
    static final int IDENTIFIER = 5_270_002;

    private static final String OBSERVE = "observe.1";
    private static final String READ = "read.1";
    private static final String GIVE = "give.1";
    private static final String GIVEN = "given.1";
    private static final String VERDICTS = "verdicts.1";
    private static final String READING = "reading.1";

    private final CommandWire wire;

    public CommandSerializer(ExtendedActorSystem system) {
        wire = new CommandWire(ActorRefResolver.get(Adapter.toTyped(system)));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return switch (message) {
            case Observe _ -> OBSERVE;
            case Read _ -> READ;
            case Give _ -> GIVE;
            case Given _ -> GIVEN;
            case Verdicts _ -> VERDICTS;
            case Reading _ -> READING;
            default -> throw new IllegalArgumentException("not ours to send: " + message.getClass());
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        return switch (message) {
            case Observe observe -> wire.observe(observe);
            case Read read -> wire.read(read);
            case Give give -> CommandWire.give(give);
            case Given given -> CommandWire.given(given);
            case Verdicts verdicts -> wire.verdicts(verdicts);
            case Reading reading -> wire.reading(reading);
            default -> throw new IllegalArgumentException("not ours to send: " + message.getClass());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        var reader = new WireReader(bytes);
        return switch (manifest) {
            case OBSERVE -> wire.observe(reader);
            case READ -> wire.read(reader);
            case GIVE -> CommandWire.give(reader);
            case GIVEN -> CommandWire.given(reader);
            case VERDICTS -> wire.verdicts(reader);
            case READING -> wire.reading(reader);
            default -> throw new IllegalArgumentException("sent by a newer version: " + manifest);
        };
    }
}
