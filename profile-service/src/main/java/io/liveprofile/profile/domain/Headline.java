package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a profile as they stand after an event, so that projections copy and never recompute.
 *
 * @param orderValue net of refunds, by currency
 * @param sessions how many began or went on within the last day up to the newest interaction
 * @param cartItems how many different products
 * @param cartSinceMillis when the oldest of them was put in
 * @param country where the customer was last
 * @param segments by the alphabet
 */
public record Headline(
        long firstSeenMillis,
        long lastSeenMillis,
        long interactions,
        long orders,
        List<Money> orderValue,
        Optional<Long> lastOrderMillis,
        int openTickets,
        long errors,
        int sessions,
        Optional<Long> sessionStartMillis,
        int cartItems,
        List<Money> cartValue,
        Optional<Long> cartSinceMillis,
        Optional<String> tier,
        Optional<String> region,
        Optional<String> country,
        Grade churn,
        Grade fraud,
        List<String> segments) {

    /** A score and its level, without the reasons. */
    public record Grade(int score, Level level) {

        public static final Grade NONE = new Grade(0, Level.LOW);

        static Grade of(Score score) {
            return score.points() == 0 && score.level() == Level.LOW ? NONE : new Grade(score.points(), score.level());
        }
    }

    public Headline {
        orderValue = List.copyOf(orderValue);
        cartValue = List.copyOf(cartValue);
        segments = List.copyOf(segments);
    }

    /** As entries from before there was more had it. */
    public static Headline of(long firstSeenMillis, long lastSeenMillis, long interactions) {
        return new Headline(
                firstSeenMillis,
                lastSeenMillis,
                interactions,
                0,
                List.of(),
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Grade.NONE,
                Grade.NONE,
                List.of());
    }

    public Headline with(Judgement judgement) {
        return new Headline(
                firstSeenMillis,
                lastSeenMillis,
                interactions,
                orders,
                orderValue,
                lastOrderMillis,
                openTickets,
                errors,
                sessions,
                sessionStartMillis,
                cartItems,
                cartValue,
                cartSinceMillis,
                tier,
                region,
                country,
                Grade.of(judgement.churn()),
                Grade.of(judgement.fraud()),
                judgement.segments());
    }
}
