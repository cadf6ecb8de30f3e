package io.liveprofile.profile.domain.judgement;

import java.util.List;

/**
 * What speaks for and against a customer's leaving. A part that is worth nought is off.
 *
 * @param easedBelow a risk that was told is withdrawn once the score falls below this, and not before
 */
public record ChurnRules(
        Levels levels,
        int easedBelow,
        Silence silence,
        Falling fallingActivity,
        Rising risingErrors,
        Rising risingTickets,
        Recent renewalDeclined,
        Recent paymentDeclined,
        Recent unsubscribed,
        PoorSurvey poorSurvey,
        Tenure tenure,
        Worth worth,
        int subscribedPoints) {

    /**
     * No visit for longer than is usual for this customer.
     *
     * @param activeDaysMin with fewer days on which something was done nobody has a rhythm
     * @param rhythmMinMillis whoever comes more often than this is taken to come this often
     * @param rhythmMaxMillis whoever comes less often likewise
     * @param steps the shortest first; the last that is reached counts
     */
    public record Silence(int activeDaysMin, long rhythmMinMillis, long rhythmMaxMillis, List<Step> steps) {
        public Silence {
            steps = List.copyOf(steps);
        }
    }

    /** @param percent of the customer's own rhythm */
    public record Step(int percent, int points) {}

    /**
     * The last seven days against the thirty that end with the newest interaction.
     *
     * @param belowPercent of what seven of those thirty days had
     * @param interactionsMin with fewer in the thirty days there is nothing to fall
     */
    public record Falling(int points, int belowPercent, int interactionsMin) {}

    /** As many within the time, and more than in the same time before. */
    public record Rising(int points, int times, long withinMillis) {}

    public record Recent(int points, long withinMillis) {}

    /** @param atMostPercent of the best possible answer */
    public record PoorSurvey(int points, int atMostPercent, long withinMillis) {}

    /** Who has been here for long. */
    public record Tenure(int points, long sinceMillis) {}

    /** Who has ordered for much: net of refunds, in the smallest unit of whichever currency. */
    public record Worth(int points, long cents) {}
}
