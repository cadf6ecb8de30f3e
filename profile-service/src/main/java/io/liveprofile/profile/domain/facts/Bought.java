package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product that was bought, when last: what must not be advertised again. Outlives the cart and the timeline. */
public record Bought(
        String product, @Nullable String sku, @Nullable String category, long atMillis, MessageId messageId)
        implements Keyed<Bought> {

    public static final int BOUGHT_MAX = 50;

    static Newest<Bought> plus(Newest<Bought> known, List<Told> batch) {
        List<Bought> added = List.of();
        for (var told : batch) {
            if (told.meaning() instanceof OrderCompleted(var _, var _, var products) && !products.isEmpty()) {
                added = added.isEmpty() ? new ArrayList<>() : added;
                for (var item : products) {
                    add(added, told, item);
                }
            }
        }
        return Newest.plus(known, added, BOUGHT_MAX);
    }

    private static void add(List<Bought> added, Told told, Item item) {
        @Nullable String product = Clipped.word(item.key());
        if (product != null) {
            added.add(new Bought(
                    product,
                    Clipped.word(item.sku()),
                    Clipped.word(item.category()),
                    told.atMillis(),
                    told.messageId()));
        }
    }

    @Override
    public String key() {
        return product;
    }

    @Override
    public Bought with(Bought other) {
        return other.isNewerThan(this) ? other : this;
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(product).add(sku).add(category);
    }
}
