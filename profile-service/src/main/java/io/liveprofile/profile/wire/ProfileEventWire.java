package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.ArrayList;
import java.util.List;

/** The entries of the journal. */
final class ProfileEventWire {
    private static final int INTERACTION = 1;
    private static final int HEADLINE = 2;

    private static final int EXPECTED_BYTES_EACH = 512;

    private ProfileEventWire() {}

    static byte[] observed(Observed observed) {
        var wire = new WireWriter(observed.interactions().size() * EXPECTED_BYTES_EACH);
        interactions(wire, INTERACTION, observed.interactions());
        wire.nested(HEADLINE, nested -> HeadlineWire.write(nested, observed.headline()));
        return wire.toBytes();
    }

    static ProfileEvent observed(WireReader wire) {
        var interactions = new ArrayList<Interaction>();
        var headline = HeadlineWire.NONE;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case INTERACTION -> interactions.add(InteractionWire.read(wire.nested()));
                case HEADLINE -> headline = HeadlineWire.read(wire.nested());
                default -> wire.skip();
            }
        }
        return new Observed(interactions, headline);
    }

    static void interactions(WireWriter wire, int field, List<Interaction> interactions) {
        interactions.forEach(each -> wire.nested(field, nested -> InteractionWire.write(nested, each)));
    }
}
