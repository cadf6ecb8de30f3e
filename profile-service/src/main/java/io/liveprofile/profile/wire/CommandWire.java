package io.liveprofile.profile.wire;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** Commands and answers, as they cross between nodes of one version or of two neighbouring ones. */
final class CommandWire {
    private static final int REPLY_TO = 1;
    private static final int INTERACTION = 2;

    private static final int READ_REQUESTED_ID = 2;

    private static final int TAKER = 1;
    private static final int GIVER = 1;
    private static final int OUTCOME = 2;

    private static final int VERDICT = 1;
    private static final int VERDICT_KIND = 1;
    private static final int VERDICT_REASON = 2;
    private static final int VERDICT_DETAIL = 3;
    private static final int APPLIED = 1;
    private static final int DUPLICATE = 2;
    private static final int REFUSED = 3;
    private static final int ERASED = 4;

    private static final int ID = 1;
    private static final int REQUESTED_ID = 2;
    private static final int SEQUENCE = 3;
    private static final int FACTS = 4;
    private static final int LINKS = 5;
    private static final int JUDGED = 6;
    private static final int READ_ERASED = 7;

    private static final int EXPECTED_BYTES_EACH = 512;

    private final ActorRefResolver resolver;

    CommandWire(ActorRefResolver resolver) {
        this.resolver = resolver;
    }

    byte[] observe(Observe observe) {
        var wire = new WireWriter((observe.interactions().size() + 1) * EXPECTED_BYTES_EACH)
                .text(REPLY_TO, resolver.toSerializationFormat(observe.replyTo()));
        ProfileEventWire.interactions(wire, INTERACTION, observe.interactions());
        return wire.toBytes();
    }

    Observe observe(WireReader wire) {
        var replyTo = "";
        var interactions = new ArrayList<Interaction>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case REPLY_TO -> replyTo = wire.text();
                case INTERACTION -> interactions.add(InteractionWire.read(wire.nested()));
                default -> wire.skip();
            }
        }
        return new Observe(interactions, resolver.resolveActorRef(replyTo));
    }

    byte[] read(Read read) {
        var wire = new WireWriter(EXPECTED_BYTES_EACH).text(REPLY_TO, resolver.toSerializationFormat(read.replyTo()));
        read.requestedId().ifPresent(id -> wire.text(READ_REQUESTED_ID, id.toString()));
        return wire.toBytes();
    }

    Read read(WireReader wire) {
        var replyTo = "";
        Optional<CustomerId> requestedId = Optional.empty();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case REPLY_TO -> replyTo = wire.text();
                case READ_REQUESTED_ID -> requestedId = Optional.of(CustomerId.parse(wire.text()));
                default -> wire.skip();
            }
        }
        return new Read(requestedId, resolver.resolveActorRef(replyTo));
    }

    static byte[] give(Give give) {
        return new WireWriter(64).text(TAKER, give.taker().toString()).toBytes();
    }

    static Give give(WireReader wire) {
        var taker = "";
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == TAKER) {
                taker = wire.text();
            } else {
                wire.skip();
            }
        }
        return new Give(CustomerId.parse(taker));
    }

    static byte[] given(Given given) {
        return new WireWriter(64)
                .text(GIVER, given.giver().toString())
                .number(OUTCOME, LinksWire.word(given.outcome()))
                .toBytes();
    }

    static Given given(WireReader wire) {
        var giver = "";
        int outcome = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case GIVER -> giver = wire.text();
                case OUTCOME -> outcome = wire.integer();
                default -> wire.skip();
            }
        }
        return new Given(CustomerId.parse(giver), LinksWire.outcome(outcome));
    }

    byte[] verdicts(Verdicts verdicts) {
        var wire = new WireWriter(verdicts.verdicts().size() * 4 + 16);
        for (var verdict : verdicts.verdicts()) {
            wire.nested(VERDICT, nested -> {
                switch (verdict) {
                    case Verdict.Applied() -> nested.number(VERDICT_KIND, APPLIED);
                    case Verdict.Duplicate() -> nested.number(VERDICT_KIND, DUPLICATE);
                    case Verdict.Erased() -> nested.number(VERDICT_KIND, ERASED);
                    case Verdict.Refused(var reason, var detail) ->
                        nested.number(VERDICT_KIND, REFUSED)
                                .text(VERDICT_REASON, reason.name())
                                .text(VERDICT_DETAIL, detail);
                }
            });
        }
        return wire.toBytes();
    }

    Verdicts verdicts(WireReader wire) {
        var verdicts = new ArrayList<Verdict>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == VERDICT) {
                verdicts.add(verdict(wire.nested()));
            } else {
                wire.skip();
            }
        }
        return new Verdicts(List.copyOf(verdicts));
    }

    private static Verdict verdict(WireReader wire) {
        int kind = 0;
        var reason = "";
        var detail = "";
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case VERDICT_KIND -> kind = wire.integer();
                case VERDICT_REASON -> reason = wire.text();
                case VERDICT_DETAIL -> detail = wire.text();
                default -> wire.skip();
            }
        }
        return switch (kind) {
            case APPLIED -> Verdict.APPLIED;
            case DUPLICATE -> Verdict.DUPLICATE;
            case ERASED -> Verdict.ERASED;
            case REFUSED -> new Verdict.Refused(Reason.valueOf(reason), detail);
            default -> throw new IllegalStateException("a newer version answered with a verdict of kind " + kind);
        };
    }

    byte[] reading(Reading reading) {
        var wire = new WireWriter(EXPECTED_BYTES_EACH);
        reading.profile()
                .ifPresent(profile -> wire.text(ID, profile.id().toString())
                        .text(REQUESTED_ID, profile.requestedId().toString())
                        .number(SEQUENCE, profile.sequence())
                        .nested(FACTS, nested -> FactsWire.write(nested, profile.facts()))
                        .nested(LINKS, nested -> LinksWire.write(nested, profile.links()))
                        .nested(JUDGED, nested -> JudgedWire.write(nested, profile.judged())));
        return wire.number(READ_ERASED, reading.erased() ? 1 : 0).toBytes();
    }

    Reading reading(WireReader wire) {
        var id = "";
        var requestedId = "";
        long sequence = 0;
        var facts = Facts.NONE;
        var links = Links.NONE;
        var judged = Judged.NOTHING;
        boolean erased = false;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ID -> id = wire.text();
                case REQUESTED_ID -> requestedId = wire.text();
                case SEQUENCE -> sequence = wire.number();
                case FACTS -> facts = FactsWire.read(wire.nested());
                case LINKS -> links = LinksWire.read(wire.nested());
                case JUDGED -> judged = JudgedWire.read(wire.nested());
                case READ_ERASED -> erased = wire.number() == 1;
                default -> wire.skip();
            }
        }
        return new Reading(
                id.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new LiveProfile(
                                CustomerId.parse(id), CustomerId.parse(requestedId), sequence, facts, links, judged)),
                erased);
    }
}
