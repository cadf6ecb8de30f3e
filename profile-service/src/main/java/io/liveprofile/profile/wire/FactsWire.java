package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Counts;
import io.liveprofile.profile.domain.Facts;
import java.util.TreeMap;

/** What is known of a customer, in snapshots and in answers. */
final class FactsWire {
    private static final int FIRST_SEEN_MILLIS = 1;
    private static final int LAST_SEEN_MILLIS = 2;
    private static final int COUNT = 3;
    private static final int OTHERS = 4;

    private static final int COUNT_NAME = 1;
    private static final int COUNT_TIMES = 2;

    private FactsWire() {}

    static void write(WireWriter wire, Facts facts) {
        wire.number(FIRST_SEEN_MILLIS, facts.firstSeenMillis()).number(LAST_SEEN_MILLIS, facts.lastSeenMillis());
        facts.counts()
                .byName()
                .forEach((name, times) -> wire.nested(
                        COUNT, nested -> nested.text(COUNT_NAME, name).number(COUNT_TIMES, times)));
        wire.number(OTHERS, facts.counts().others());
    }

    static Facts read(WireReader wire) {
        long firstSeen = 0;
        long lastSeen = 0;
        var byName = new TreeMap<String, Long>();
        long others = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case FIRST_SEEN_MILLIS -> firstSeen = wire.number();
                case LAST_SEEN_MILLIS -> lastSeen = wire.number();
                case COUNT -> count(wire.nested(), byName);
                case OTHERS -> others = wire.number();
                default -> wire.skip();
            }
        }
        return new Facts(firstSeen, lastSeen, new Counts(byName, others));
    }

    private static void count(WireReader wire, TreeMap<String, Long> into) {
        var name = "";
        long times = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case COUNT_NAME -> name = wire.text();
                case COUNT_TIMES -> times = wire.number();
                default -> wire.skip();
            }
        }
        into.put(name, times);
    }
}
