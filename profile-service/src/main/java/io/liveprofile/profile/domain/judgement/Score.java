package io.liveprofile.profile.domain.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Nought to a hundred, and what it is made of.
 *
 * @param reasons their points sum to the score
 */
public record Score(int points, Level level, List<ScoreReason> reasons) {

    public static final int POINTS_MAX = 100;
    public static final int REASONS_MAX = 12;

    public static final Score NONE = new Score(0, Level.LOW, List.of());

    private static final Comparator<ScoreReason> WEIGHTIEST_FIRST =
            Comparator.comparingInt(ScoreReason::points).reversed();

    /**
     * Whatever would lead over a hundred or under nought counts for as much as there is room, the weightiest first: so
     * that the reasons that are shown sum to the score that is shown.
     */
    static Score of(List<ScoreReason> weighed, Levels levels) {
        if (weighed.isEmpty()) {
            return NONE;
        }
        var sorted = new ArrayList<>(weighed);
        sorted.sort(WEIGHTIEST_FIRST);
        var counted = new ArrayList<ScoreReason>(sorted.size());
        int score = 0;
        for (var reason : sorted) {
            int points = Math.clamp((long) reason.points(), -score, POINTS_MAX - score);
            if (points != 0 && counted.size() < REASONS_MAX) {
                score += points;
                counted.add(new ScoreReason(reason.name(), points, reason.messageId(), reason.atMillis()));
            }
        }
        return counted.isEmpty() ? NONE : new Score(score, levels.of(score), List.copyOf(counted));
    }
}
