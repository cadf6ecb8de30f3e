package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the cart: a function of the newest moves after the last order, by event time. A move that is more than the
 * lateness behind the newest one that moved the cart is late and doesn't.
 *
 * @param moves the newest first; one more than count, which tells that there were more
 * @param orderedAtMillis when the last order emptied it
 */
public record Cart(List<CartMove> moves, long orderedAtMillis, MessageId orderedMessageId) {

    public static final int MOVES_MAX = 50;

    private static final long NEVER = Long.MIN_VALUE;

    public static final Cart EMPTY = new Cart(List.of(), NEVER, MessageId.NONE);

    /**
     * One product in the cart.
     *
     * @param thousandths of the quantity
     * @param sinceMillis when it was put in first
     */
    public record Line(
            String product,
            @Nullable String category,
            long thousandths,
            @Nullable Money price,
            long sinceMillis) {

        /** Of all of them. */
        public long cents() {
            return price == null ? 0 : Amounts.product(price.cents(), thousandths) / CartMove.ONE;
        }
    }

    Cart plus(List<Told> batch, FoldRules rules) {
        long orderedAt = orderedAtMillis;
        var orderedBy = orderedMessageId;
        var all = moves;
        for (var told : batch) {
            if (told.meaning() instanceof OrderCompleted
                    && Dated.isNewer(told.atMillis(), told.messageId(), orderedAt, orderedBy)) {
                orderedAt = told.atMillis();
                orderedBy = told.messageId();
            }
            var move = CartMove.of(told);
            if (move != null) {
                all = all == moves ? new ArrayList<>(moves) : all;
                all.add(move);
            }
        }
        if (all == moves && orderedAt == orderedAtMillis && orderedBy.equals(orderedMessageId)) {
            return this;
        }
        return new Cart(kept(all, orderedAt, orderedBy, rules), orderedAt, orderedBy);
    }

    private static List<CartMove> kept(List<CartMove> all, long orderedAt, MessageId orderedBy, FoldRules rules) {
        long newest = orderedAt;
        for (var move : all) {
            newest = Math.max(newest, move.atMillis());
        }
        long inTime = newest - rules.latenessMaxMillis();
        return all.stream()
                .filter(move -> move.atMillis() >= inTime
                        && Dated.isNewer(move.atMillis(), move.messageId(), orderedAt, orderedBy))
                .sorted(Dated.NEWEST_FIRST)
                .limit(MOVES_MAX + 1)
                .toList();
    }

    /** In the order in which they were put in. */
    public List<Line> lines() {
        var lines = new LinkedHashMap<String, Line>();
        for (int i = Math.min(moves.size(), MOVES_MAX) - 1; i >= 0; i--) {
            var move = moves.get(i);
            var line = lines.get(move.product());
            if (move.added()) {
                lines.put(move.product(), line == null ? first(move) : more(line, move));
            } else if (line != null) {
                long left = move.thousandths() == CartMove.ALL ? 0 : line.thousandths() - move.thousandths();
                if (left > 0) {
                    lines.put(
                            move.product(), new Line(line.product, line.category, left, line.price, line.sinceMillis));
                } else {
                    lines.remove(move.product());
                }
            }
        }
        return List.copyOf(lines.values());
    }

    private static Line first(CartMove move) {
        return new Line(move.product(), move.category(), move.thousandths(), move.price(), move.atMillis());
    }

    private static Line more(Line line, CartMove move) {
        return new Line(
                line.product,
                move.category() == null ? line.category : move.category(),
                Amounts.sum(line.thousandths, move.thousandths()),
                move.price() == null ? line.price : move.price(),
                line.sinceMillis);
    }

    /** By currency. */
    public static List<Money> value(List<Line> lines) {
        Map<String, Long> cents = new TreeMap<>();
        for (var line : lines) {
            if (line.price() != null) {
                cents.merge(line.price().currency(), line.cents(), Amounts::sum);
            }
        }
        return cents.entrySet().stream()
                .map(entry -> new Money(entry.getKey(), entry.getValue()))
                .toList();
    }

    public boolean truncated() {
        return moves.size() > MOVES_MAX;
    }

    void addTo(Hash64 hash) {
        hash.add(orderedAtMillis).add(orderedMessageId).add(moves.size());
        moves.forEach(move -> move.addTo(hash.add(move.atMillis()).add(move.messageId())));
    }
}
