package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of the journal. */
final class ProfileEventWire {
    private static final int INTERACTION = 1;
    private static final int MET = 3;

    private static final int LOOKED_AT = StandingWire.OWN;
    private static final int DECISION = StandingWire.OWN;
    private static final int REVIEW = StandingWire.OWN + 1;

    private static final int INTO = 1;
    private static final int LINK = 1;

    private static final int REQUEST_ID = 1;
    private static final int ERASED_AT = 2;
    private static final int TAKEN_BY = 3;

    private static final int REOPENED_AT = 1;
    private static final int REOPENED_SEQUENCE = 2;

    private static final int EXPECTED_BYTES_EACH = 512;

    private ProfileEventWire() {}

    static byte[] observed(Observed observed) {
        var wire = new WireWriter(observed.interactions().size() * EXPECTED_BYTES_EACH);
        interactions(wire, INTERACTION, observed.interactions());
        StandingWire.write(wire, observed.standing());
        observed.met().forEach(id -> wire.text(MET, id.toString()));
        return wire.toBytes();
    }

    static ProfileEvent observed(WireReader wire) {
        var interactions = new ArrayList<Interaction>();
        var met = new ArrayList<CustomerId>();
        var standing = new StandingWire.Reading();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case INTERACTION -> interactions.add(InteractionWire.read(wire.nested()));
                case MET -> met.add(CustomerId.parse(wire.text()));
                default -> standing.field(field, wire);
            }
        }
        return new Observed(interactions, met, standing.standing());
    }

    static byte[] lookedAgain(LookedAgain looked) {
        return StandingWire.write(new WireWriter(EXPECTED_BYTES_EACH), looked.standing())
                .number(LOOKED_AT, looked.atMillis())
                .toBytes();
    }

    static ProfileEvent lookedAgain(WireReader wire) {
        long at = 0;
        var standing = new StandingWire.Reading();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == LOOKED_AT) {
                at = wire.number();
            } else {
                standing.field(field, wire);
            }
        }
        return new LookedAgain(at, standing.standing());
    }

    static byte[] decided(Decided decided) {
        return StandingWire.write(new WireWriter(EXPECTED_BYTES_EACH), decided.standing())
                .nested(DECISION, nested -> DecisionWire.write(nested, decided.decision()))
                .toBytes();
    }

    static ProfileEvent decided(WireReader wire) {
        var entry = inheritance(wire);
        return new Decided(entry.decisions().getFirst(), entry.standing());
    }

    static byte[] reviewed(Reviewed reviewed) {
        return StandingWire.write(new WireWriter(EXPECTED_BYTES_EACH), reviewed.standing())
                .nested(REVIEW, nested -> DecisionWire.write(nested, reviewed.review()))
                .toBytes();
    }

    static ProfileEvent reviewed(WireReader wire) {
        var entry = inheritance(wire);
        return new Reviewed(entry.reviews().getFirst(), entry.standing());
    }

    static byte[] inherited(Inherited inherited) {
        var wire = StandingWire.write(new WireWriter(EXPECTED_BYTES_EACH), inherited.standing());
        inheritance(wire, inherited.decisions(), inherited.reviews());
        return wire.toBytes();
    }

    static void inheritance(WireWriter wire, List<Decision> decisions, List<Review> reviews) {
        decisions.forEach(each -> wire.nested(DECISION, nested -> DecisionWire.write(nested, each)));
        reviews.forEach(each -> wire.nested(REVIEW, nested -> DecisionWire.write(nested, each)));
    }

    /** One decision, one review or several of both: all that isn't observed has the same fields. */
    static Inherited inheritance(WireReader wire) {
        var decisions = new ArrayList<Decision>();
        var reviews = new ArrayList<Review>();
        var standing = new StandingWire.Reading();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case DECISION -> decisions.add(DecisionWire.read(wire.nested()));
                case REVIEW -> reviews.add(DecisionWire.readReview(wire.nested()));
                default -> standing.field(field, wire);
            }
        }
        return new Inherited(decisions, reviews, standing.standing());
    }

    static byte[] linked(Linked linked) {
        return new WireWriter(64)
                .nested(LINK, nested -> LinksWire.write(nested, linked.link()))
                .toBytes();
    }

    static ProfileEvent linked(WireReader wire) {
        @Nullable Link link = null;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == LINK) {
                link = LinksWire.readLink(wire.nested());
            } else {
                wire.skip();
            }
        }
        return new Linked(Objects.requireNonNull(link, "an entry that links nothing"));
    }

    static byte[] mergedAway(MergedAway merged) {
        return new WireWriter(64).text(INTO, merged.into().toString()).toBytes();
    }

    static ProfileEvent mergedAway(WireReader wire) {
        var into = "";
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == INTO) {
                into = wire.text();
            } else {
                wire.skip();
            }
        }
        return new MergedAway(CustomerId.parse(into));
    }

    static byte[] erased(Erased erased) {
        return erased(new WireWriter(64), erased).toBytes();
    }

    static WireWriter erased(WireWriter wire, Erased erased) {
        wire.text(REQUEST_ID, erased.requestId()).number(ERASED_AT, erased.atMillis());
        erased.takenBy().ifPresent(taker -> wire.text(TAKEN_BY, taker.toString()));
        return wire;
    }

    static Erased erased(WireReader wire) {
        var row = new Row(wire);
        var taker = row.text(TAKEN_BY);
        return new Erased(
                row.text(REQUEST_ID),
                row.number(ERASED_AT),
                taker.isEmpty() ? Optional.empty() : Optional.of(CustomerId.parse(taker)));
    }

    static byte[] reopened(Reopened reopened) {
        return reopened(new WireWriter(32), reopened).toBytes();
    }

    static WireWriter reopened(WireWriter wire, Reopened reopened) {
        return wire.number(REOPENED_AT, reopened.atMillis()).number(REOPENED_SEQUENCE, reopened.sequence());
    }

    static Reopened reopened(WireReader wire) {
        var row = new Row(wire);
        return new Reopened(row.number(REOPENED_AT), row.number(REOPENED_SEQUENCE));
    }

    static void interactions(WireWriter wire, int field, List<Interaction> interactions) {
        interactions.forEach(each -> wire.nested(field, nested -> InteractionWire.write(nested, each)));
    }
}
