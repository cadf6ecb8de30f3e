package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a profile stands after an entry: the fields that all entries which judge have in common. */
final class StandingWire {
    private static final int HEADLINE = 2;
    private static final int JUDGEMENT = 4;
    private static final int SIGNAL = 5;
    private static final int LOOK_AGAIN_AT = 6;

    /** The first field that an entry may use for itself, but for those below that it has had from the beginning. */
    static final int OWN = 7;

    private StandingWire() {}

    static WireWriter write(WireWriter wire, Standing standing) {
        wire.nested(HEADLINE, nested -> HeadlineWire.write(nested, standing.headline()));
        standing.judgement()
                .ifPresent(judgement -> wire.nested(JUDGEMENT, nested -> JudgementWire.write(nested, judgement)));
        standing.signals().forEach(signal -> wire.nested(SIGNAL, nested -> SignalWire.write(nested, signal)));
        standing.lookAgainAtMillis().ifPresent(at -> wire.number(LOOK_AGAIN_AT, at));
        return wire;
    }

    /** What was read so far. */
    static final class Reading {
        private Headline headline = HeadlineWire.NONE;
        private @Nullable Judgement judgement;
        private final List<Signal> signals = new ArrayList<>();
        private Optional<Long> lookAgainAt = Optional.empty();

        void field(int field, WireReader wire) {
            switch (field) {
                case HEADLINE -> headline = HeadlineWire.read(wire.nested());
                case JUDGEMENT -> judgement = JudgementWire.read(wire.nested());
                case SIGNAL -> signals.add(SignalWire.read(wire.nested()));
                case LOOK_AGAIN_AT -> lookAgainAt = Optional.of(wire.number());
                default -> wire.skip();
            }
        }

        Standing standing() {
            return new Standing(headline, Optional.ofNullable(judgement), signals, lookAgainAt);
        }
    }
}
