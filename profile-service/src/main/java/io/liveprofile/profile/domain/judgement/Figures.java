package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.facts.Day;
import io.liveprofile.profile.domain.facts.Facts;

/**
 * What a segment's condition may look at: figures as of a time, nothing personal, no clock.
 *
 * @param headline of the facts
 */
public record Figures(Facts facts, Headline headline, Score churn, Score fraud, long atMillis) {

    private static final int WEEK_DAYS = 7;
    private static final int MONTH_DAYS = 30;

    /** Whole days between then and now. */
    public long daysSince(long thenMillis) {
        return Math.floorDiv(atMillis - thenMillis, Day.DAY_MILLIS);
    }

    public long interactionsOfWeek() {
        return interactionsOfLast(WEEK_DAYS);
    }

    public long interactionsOfMonth() {
        return interactionsOfLast(MONTH_DAYS);
    }

    public long activeDaysOfMonth() {
        int today = Day.of(atMillis);
        return facts.days().stream()
                .filter(day -> day.epochDay() > today - MONTH_DAYS && day.epochDay() <= today)
                .count();
    }

    private long interactionsOfLast(int days) {
        int today = Day.of(atMillis);
        return interactionsOf(facts, today - days + 1, today);
    }

    static long interactionsOf(Facts facts, int firstDay, int lastDay) {
        long interactions = 0;
        for (var day : facts.days()) {
            if (day.epochDay() >= firstDay && day.epochDay() <= lastDay) {
                interactions += day.interactions();
            }
        }
        return interactions;
    }
}
