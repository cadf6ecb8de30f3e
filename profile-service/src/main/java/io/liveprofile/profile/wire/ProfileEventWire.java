package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.ArrayList;
import java.util.List;

/** The entries of the journal. */
final class ProfileEventWire {
    private static final int INTERACTION = 1;
    private static final int HEADLINE = 2;

    private static final int FIRST_SEEN_MILLIS = 1;
    private static final int LAST_SEEN_MILLIS = 2;
    private static final int INTERACTIONS = 3;

    private static final int EXPECTED_BYTES_EACH = 512;

    private ProfileEventWire() {}

    static byte[] observed(Observed observed) {
        var wire = new WireWriter(observed.interactions().size() * EXPECTED_BYTES_EACH);
        interactions(wire, INTERACTION, observed.interactions());
        wire.nested(
                HEADLINE,
                nested -> nested.number(FIRST_SEEN_MILLIS, observed.headline().firstSeenMillis())
                        .number(LAST_SEEN_MILLIS, observed.headline().lastSeenMillis())
                        .number(INTERACTIONS, observed.headline().interactions()));
        return wire.toBytes();
    }

    static ProfileEvent observed(WireReader wire) {
        var interactions = new ArrayList<Interaction>();
        var headline = new Headline(0, 0, 0);
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case INTERACTION -> interactions.add(InteractionWire.read(wire.nested()));
                case HEADLINE -> headline = headline(wire.nested());
                default -> wire.skip();
            }
        }
        return new Observed(interactions, headline);
    }

    static void interactions(WireWriter wire, int field, List<Interaction> interactions) {
        interactions.forEach(each -> wire.nested(field, nested -> InteractionWire.write(nested, each)));
    }

    private static Headline headline(WireReader wire) {
        long firstSeen = 0;
        long lastSeen = 0;
        long interactions = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case FIRST_SEEN_MILLIS -> firstSeen = wire.number();
                case LAST_SEEN_MILLIS -> lastSeen = wire.number();
                case INTERACTIONS -> interactions = wire.number();
                default -> wire.skip();
            }
        }
        return new Headline(firstSeen, lastSeen, interactions);
    }
}
