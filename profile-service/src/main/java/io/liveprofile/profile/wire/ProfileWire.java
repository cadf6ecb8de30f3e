package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.Seen;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.judgement.Judged;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A snapshot: the actor's whole state, with the version of the fold that made it. */
final class ProfileWire {
    private static final int FOLD_VERSION = 1;
    private static final int FACTS = 2;
    private static final int SEEN_TIMES = 3;
    private static final int SEEN_HASHES = 4;
    private static final int HORIZON_MILLIS = 5;
    private static final int LINKS = 6;
    private static final int MERGED_INTO = 7;
    private static final int JUDGED = 8;
    private static final int ERASED = 9;
    private static final int REOPENED = 10;

    private static final int EXPECTED_BYTES = 1_024;

    private ProfileWire() {}

    static byte[] profile(Profile profile) {
        var wire = new WireWriter(EXPECTED_BYTES)
                .number(FOLD_VERSION, Profile.FOLD_VERSION)
                .nested(FACTS, nested -> FactsWire.write(nested, profile.facts()))
                .bytes(SEEN_TIMES, packed(profile.seen().timesMillis()))
                .bytes(SEEN_HASHES, packed(profile.seen().hashes()))
                .number(HORIZON_MILLIS, profile.seen().horizonMillis());
        if (profile.links().made() > 0) {
            wire.nested(LINKS, nested -> LinksWire.write(nested, profile.links()));
        }
        if (!profile.judged().equals(Judged.NOTHING)) {
            wire.nested(JUDGED, nested -> JudgedWire.write(nested, profile.judged()));
        }
        profile.mergedInto().ifPresent(into -> wire.text(MERGED_INTO, into.toString()));
        profile.erased()
                .ifPresent(tombstone -> wire.nested(ERASED, nested -> ProfileEventWire.erased(nested, tombstone)));
        profile.reopened().ifPresent(anew -> wire.nested(REOPENED, nested -> ProfileEventWire.reopened(nested, anew)));
        return wire.toBytes();
    }

    /** A snapshot that another fold made is none: its customer comes back from the journal, by the rules of today. */
    static Profile profile(WireReader wire, FoldRules rules) {
        long foldVersion = 0;
        var facts = Facts.NONE;
        var times = new long[0];
        var hashes = new long[0];
        long horizon = 0;
        var links = Links.NONE;
        var judged = Judged.NOTHING;
        Optional<CustomerId> mergedInto = Optional.empty();
        Optional<Erased> erased = Optional.empty();
        Optional<Reopened> reopened = Optional.empty();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case FOLD_VERSION -> foldVersion = current(wire.number());
                case FACTS -> facts = FactsWire.read(wire.nested());
                case SEEN_TIMES -> times = unpacked(wire.bytes());
                case SEEN_HASHES -> hashes = unpacked(wire.bytes());
                case HORIZON_MILLIS -> horizon = wire.number();
                case LINKS -> links = LinksWire.read(wire.nested());
                case JUDGED -> judged = JudgedWire.read(wire.nested());
                case ERASED -> erased = Optional.of(ProfileEventWire.erased(wire.nested()));
                case REOPENED -> reopened = Optional.of(ProfileEventWire.reopened(wire.nested()));
                case MERGED_INTO -> mergedInto = Optional.of(CustomerId.parse(wire.text()));
                default -> wire.skip();
            }
        }
        current(foldVersion);
        if (!facts.rules().equals(rules)) {
            throw new IllegalArgumentException("a snapshot by " + facts.rules() + ", and these are set: " + rules);
        }
        return new Profile(facts, new Seen(times, hashes, horizon), links, judged, mergedInto, erased, reopened);
    }

    private static long current(long foldVersion) {
        if (foldVersion != Profile.FOLD_VERSION) {
            throw new IllegalArgumentException(
                    "a snapshot of fold " + foldVersion + ", and this is fold " + Profile.FOLD_VERSION);
        }
        return foldVersion;
    }

    static byte[] packed(long[] values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    static long[] unpacked(byte[] bytes) {
        var values = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values);
        return values;
    }
}
