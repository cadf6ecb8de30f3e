package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of the journal. */
final class ProfileEventWire {
    private static final int INTERACTION = 1;
    private static final int HEADLINE = 2;
    private static final int MET = 3;

    private static final int INTO = 1;
    private static final int LINK = 1;

    private static final int EXPECTED_BYTES_EACH = 512;

    private ProfileEventWire() {}

    static byte[] observed(Observed observed) {
        var wire = new WireWriter(observed.interactions().size() * EXPECTED_BYTES_EACH);
        interactions(wire, INTERACTION, observed.interactions());
        wire.nested(HEADLINE, nested -> HeadlineWire.write(nested, observed.headline()));
        observed.met().forEach(id -> wire.text(MET, id.toString()));
        return wire.toBytes();
    }

    static ProfileEvent observed(WireReader wire) {
        var interactions = new ArrayList<Interaction>();
        var met = new ArrayList<CustomerId>();
        var headline = HeadlineWire.NONE;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case INTERACTION -> interactions.add(InteractionWire.read(wire.nested()));
                case HEADLINE -> headline = HeadlineWire.read(wire.nested());
                case MET -> met.add(CustomerId.parse(wire.text()));
                default -> wire.skip();
            }
        }
        return new Observed(interactions, met, headline);
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

    static void interactions(WireWriter wire, int field, List<Interaction> interactions) {
        interactions.forEach(each -> wire.nested(field, nested -> InteractionWire.write(nested, each)));
    }
}
