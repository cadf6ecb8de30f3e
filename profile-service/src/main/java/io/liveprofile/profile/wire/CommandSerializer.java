package io.liveprofile.profile.wire;

import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Begun;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Reopen;
import io.liveprofile.profile.entity.Command.Reopening;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.TellBegin;
import io.liveprofile.profile.entity.Command.Verdicts;
import io.liveprofile.profile.entity.News.Moved;
import io.liveprofile.profile.entity.News.Standing;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Commands and answers between nodes. Apart from what is stored: they live for a moment, and change with the release. */
public final class CommandSerializer extends SerializerWithStringManifest {
    static final int IDENTIFIER = 5_270_002;

    private static final String OBSERVE = "observe.1";
    private static final String READ = "read.1";
    private static final String DECIDE = "decide.1";
    private static final String REVIEW_SIGNAL = "review-signal.1";
    private static final String LOOK_AGAIN = "look-again.1";
    private static final String INHERIT = "inherit.1";
    private static final String DECIDING = "deciding.1";
    private static final String REVIEWING = "reviewing.1";
    private static final String NEXT_LOOK = "next-look.1";
    private static final String GIVE = "give.1";
    private static final String GIVEN = "given.1";
    private static final String AWAIT = "await.1";
    private static final String AWAITED = "awaited.1";
    private static final String SUBSCRIBE = "subscribe.1";
    private static final String STANDING = "standing.1";
    private static final String MOVED = "moved.1";
    private static final String VERDICTS = "verdicts.1";
    private static final String READING = "reading.1";
    private static final String ERASE = "erase.1";
    private static final String ERASING = "erasing.1";
    private static final String REOPEN = "reopen.1";
    private static final String REOPENING = "reopening.1";
    private static final String TELL_BEGIN = "tell-begin.1";
    private static final String BEGUN = "begun.1";

    private final ActorRefResolver resolver;
    private final CommandWire wire;
    private final JudgingCommandWire judging;

    public CommandSerializer(ExtendedActorSystem system) {
        resolver = ActorRefResolver.get(Adapter.toTyped(system));
        wire = new CommandWire(resolver);
        judging = new JudgingCommandWire(resolver);
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
            case Decide _ -> DECIDE;
            case ReviewSignal _ -> REVIEW_SIGNAL;
            case LookAgain _ -> LOOK_AGAIN;
            case Inherit _ -> INHERIT;
            case Deciding _ -> DECIDING;
            case Reviewing _ -> REVIEWING;
            case NextLook _ -> NEXT_LOOK;
            case Give _ -> GIVE;
            case Given _ -> GIVEN;
            case Await _ -> AWAIT;
            case Awaited _ -> AWAITED;
            case Subscribe _ -> SUBSCRIBE;
            case Standing _ -> STANDING;
            case Moved _ -> MOVED;
            case Verdicts _ -> VERDICTS;
            case Reading _ -> READING;
            case Erase _ -> ERASE;
            case Erasing _ -> ERASING;
            case Reopen _ -> REOPEN;
            case Reopening _ -> REOPENING;
            case TellBegin _ -> TELL_BEGIN;
            case Begun _ -> BEGUN;
            default -> throw new IllegalArgumentException("not ours to send: " + message.getClass());
        };
    }

    @Override
    public byte[] toBinary(Object message) {
        return switch (message) {
            case Observe observe -> wire.observe(observe);
            case Read read -> wire.read(read);
            case Decide told -> judging.decide(told);
            case ReviewSignal told -> judging.reviewSignal(told);
            case LookAgain told -> judging.lookAgain(told);
            case Inherit told -> judging.inherit(told);
            case Deciding told -> judging.deciding(told);
            case Reviewing told -> judging.reviewing(told);
            case NextLook told -> judging.nextLook(told);
            case Give give -> CommandWire.give(give);
            case Given given -> CommandWire.given(given);
            case Await await -> AwaitWire.await(await, resolver);
            case Awaited awaited -> AwaitWire.awaited(awaited, wire);
            case Subscribe subscribe -> SubscribeWire.subscribe(subscribe, resolver);
            case Standing standing -> SubscribeWire.standing(standing, wire);
            case Moved _ -> new byte[0];
            case Verdicts verdicts -> wire.verdicts(verdicts);
            case Reading reading -> wire.reading(reading);
            case Erase erase -> EraseWire.erase(erase, resolver);
            case Erasing erasing -> EraseWire.erasing(erasing);
            case Reopen reopen -> ReopenWire.reopen(reopen, resolver);
            case Reopening reopening -> ReopenWire.reopening(reopening);
            case TellBegin tell -> ReopenWire.tellBegin(tell, resolver);
            case Begun begun -> ReopenWire.begun(begun);
            default -> throw new IllegalArgumentException("not ours to send: " + message.getClass());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        var reader = new WireReader(bytes);
        return switch (manifest) {
            case OBSERVE -> wire.observe(reader);
            case READ -> wire.read(reader);
            case DECIDE -> judging.decide(reader);
            case REVIEW_SIGNAL -> judging.reviewSignal(reader);
            case LOOK_AGAIN -> judging.lookAgain(reader);
            case INHERIT -> judging.inherit(reader);
            case DECIDING -> judging.deciding(reader);
            case REVIEWING -> judging.reviewing(reader);
            case NEXT_LOOK -> judging.nextLook(reader);
            case GIVE -> CommandWire.give(reader);
            case GIVEN -> CommandWire.given(reader);
            case AWAIT -> AwaitWire.await(reader, resolver);
            case AWAITED -> AwaitWire.awaited(reader, wire);
            case SUBSCRIBE -> SubscribeWire.subscribe(reader, resolver);
            case STANDING -> SubscribeWire.standing(reader, wire);
            case MOVED -> Moved.MOVED;
            case VERDICTS -> wire.verdicts(reader);
            case READING -> wire.reading(reader);
            case ERASE -> EraseWire.erase(reader, resolver);
            case ERASING -> EraseWire.erasing(reader);
            case REOPEN -> ReopenWire.reopen(reader, resolver);
            case REOPENING -> ReopenWire.reopening(reader);
            case TELL_BEGIN -> ReopenWire.tellBegin(reader, resolver);
            case BEGUN -> ReopenWire.begun(reader);
            default -> throw new IllegalArgumentException("sent by a newer version: " + manifest);
        };
    }
}
