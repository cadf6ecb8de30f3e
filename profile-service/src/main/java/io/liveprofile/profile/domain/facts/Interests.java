package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import io.liveprofile.schemas.typed.Meaning.ProductAdded;
import io.liveprofile.schemas.typed.Meaning.ProductViewed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which categories of products were looked at, put into the cart and bought, by day; the newest days' where there are too
 * many.
 *
 * @param byDay the newest day first, then by category
 */
public record Interests(List<Interest> byDay, boolean truncated) {

    public static final int INTERESTS_MAX = 100;

    public static final Interests NONE = new Interests(List.of(), false);

    private static final Comparator<Interest> ORDER =
            Comparator.comparingInt(Interest::epochDay).reversed().thenComparing(Interest::category);

    public record Interest(int epochDay, String category, int times) {

        public static Interest of(int epochDay, String category, int times) {
            return Shared.counted(new Interest(epochDay, category, times), times);
        }
    }

    Interests plus(List<Told> batch) {
        List<Interest> all = byDay;
        for (var told : batch) {
            switch (told.meaning()) {
                case ProductViewed(var item) -> all = with(all, told, item);
                case ProductAdded(var _, var item, var _) -> all = with(all, told, item);
                case OrderCompleted(var _, var _, var items) -> {
                    for (var item : items) {
                        all = with(all, told, item);
                    }
                }
                default -> {}
            }
        }
        if (all == byDay) {
            return this;
        }
        all.sort(ORDER);
        return all.size() > INTERESTS_MAX
                ? new Interests(List.copyOf(all.subList(0, INTERESTS_MAX)), true)
                : new Interests(List.copyOf(all), truncated);
    }

    /** The list that is being built; the known one is left as it is. */
    private List<Interest> with(List<Interest> all, Told told, Item item) {
        @Nullable String category = Clipped.word(item.category());
        if (category == null) {
            return all;
        }
        int day = Day.of(told.atMillis());
        var built = all == byDay ? new ArrayList<>(byDay) : all;
        for (int i = 0; i < built.size(); i++) {
            var each = built.get(i);
            if (each.epochDay == day && each.category.equals(category)) {
                built.set(i, Interest.of(day, each.category, each.times + 1));
                return built;
            }
        }
        built.add(Interest.of(day, category, 1));
        return built;
    }

    void addTo(Hash64 hash) {
        byDay.forEach(each -> hash.add(each.epochDay).add(each.category).add(each.times));
        hash.add(truncated ? 1 : 0);
    }
}
