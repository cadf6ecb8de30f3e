package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import java.util.ArrayList;
import java.util.List;

/** How much was done on one day, by UTC: a ring of the last ninety up to the newest interaction. */
public record Day(int epochDay, int interactions) {

    public static final int DAYS_MAX = 90;

    public static final long DAY_MILLIS = 86_400_000;

    public static Day of(int epochDay, int interactions) {
        return Shared.counted(new Day(epochDay, interactions), interactions);
    }

    public static int of(long atMillis) {
        return (int) Math.floorDiv(atMillis, DAY_MILLIS);
    }

    /** The oldest day first. */
    static List<Day> plus(List<Day> known, List<Told> batch, long newestMillis) {
        int first = of(newestMillis) - DAYS_MAX + 1;
        var days = new ArrayList<Day>(known.size() + 1);
        for (var day : known) {
            if (day.epochDay >= first) {
                days.add(day);
            }
        }
        for (var told : batch) {
            int day = of(told.atMillis());
            if (day >= first) {
                count(days, day);
            }
        }
        return List.copyOf(days);
    }

    private static void count(List<Day> days, int day) {
        int at = days.size();
        while (at > 0 && days.get(at - 1).epochDay > day) {
            at--;
        }
        if (at > 0 && days.get(at - 1).epochDay == day) {
            days.set(at - 1, of(day, days.get(at - 1).interactions + 1));
        } else {
            days.add(at, of(day, 1));
        }
    }

    void addTo(Hash64 hash) {
        hash.add(epochDay).add(interactions);
    }
}
