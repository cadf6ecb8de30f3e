package io.liveprofile.projections;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.profile.domain.judgement.Standing;
import java.util.List;
import java.util.Optional;

/** Entries that tell what is thought of a customer, and nothing that happened. */
public final class Judged {
    private static final Score RISK = new Score(70, Level.HIGH, List.of(new ScoreReason("silent", 70, "m1", 1_000)));

    private Judged() {}

    public static LookedAgain inSegments(long atMillis, String... segments) {
        var judgement = new Judgement("rules-1", atMillis, RISK, Score.NONE, List.of(segments));
        return new LookedAgain(
                atMillis,
                new Standing(
                        Headline.of(1_000, 2_000, 5).with(judgement),
                        Optional.of(judgement),
                        List.of(),
                        Optional.empty()));
    }

    /** Nothing is judged in another way than before. */
    public static LookedAgain asBefore(long atMillis) {
        return new LookedAgain(atMillis, Standing.of(Headline.of(1_000, 2_000, 5)));
    }

    public static LookedAgain noticing(Signal... signals) {
        return new LookedAgain(
                3_000,
                new Standing(Headline.of(1_000, 2_000, 5), Optional.empty(), List.of(signals), Optional.empty()));
    }

    public static Signal signal(String id, Kind kind, About about) {
        return new Signal(id, 7, kind, 3_000, "rules-1", List.of("m1", "m2"), Optional.of("0123456789abcdee"), about);
    }

    public static About risk() {
        return new About.Risk(RISK);
    }
}
