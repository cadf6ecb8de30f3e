package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.typed.Meaning.OrderCancelled;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import io.liveprofile.schemas.typed.Meaning.OrderRefunded;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was ordered: sums over everything, and the newest orders, from which alone comes what is usual.
 *
 * @param sums by currency, by the alphabet
 * @param otherCurrencies whether there were more of them than are kept
 */
public record Orders(
        long count,
        long refunds,
        long cancelled,
        List<CurrencySum> sums,
        boolean otherCurrencies,
        Newest<Order> newest) {

    public static final int ORDERS_MAX = 20;
    public static final int CURRENCIES_MAX = 10;

    public static final Orders NONE = new Orders(0, 0, 0, List.of(), false, Newest.none());

    public record CurrencySum(String currency, long grossCents, long refundedCents) {}

    Orders plus(List<Told> batch) {
        long orders = count;
        long refunded = refunds;
        long givenUp = cancelled;
        var all = new ArrayList<>(sums);
        var added = new ArrayList<Order>();
        for (var told : batch) {
            switch (told.meaning()) {
                case OrderCompleted(var id, var value, var products) -> {
                    orders++;
                    value.ifPresent(money -> add(all, new CurrencySum(currency(money), money.cents(), 0)));
                    added.add(order(told, id, value, products.size()));
                }
                case OrderRefunded(var _, var value, var _) -> {
                    refunded++;
                    value.ifPresent(money -> add(all, new CurrencySum(currency(money), 0, money.cents())));
                }
                case OrderCancelled _ -> givenUp++;
                default -> {}
            }
        }
        if (orders == count && refunded == refunds && givenUp == cancelled) {
            return this;
        }
        boolean more = all.size() > CURRENCIES_MAX;
        return new Orders(
                orders,
                refunded,
                givenUp,
                List.copyOf(more ? all.subList(0, CURRENCIES_MAX) : all),
                otherCurrencies || more,
                newest.plus(added, ORDERS_MAX));
    }

    private static Order order(Told told, String id, Optional<Money> value, int products) {
        return new Order(
                Clipped.text(id), told.atMillis(), told.messageId(), Clipped.money(value), products, told.where());
    }

    private static String currency(Money money) {
        return Shared.word(Clipped.text(money.currency()));
    }

    private static void add(List<CurrencySum> sums, CurrencySum added) {
        int at = 0;
        while (at < sums.size() && sums.get(at).currency.compareTo(added.currency) < 0) {
            at++;
        }
        if (at < sums.size() && sums.get(at).currency.equals(added.currency)) {
            var sum = sums.get(at);
            sums.set(
                    at,
                    new CurrencySum(
                            sum.currency,
                            Amounts.sum(sum.grossCents, added.grossCents),
                            Amounts.sum(sum.refundedCents, added.refundedCents)));
        } else {
            sums.add(at, added);
        }
    }

    /** Net of refunds, by currency. */
    public List<Money> value() {
        return sums.stream()
                .map(sum -> new Money(sum.currency, sum.grossCents - sum.refundedCents))
                .toList();
    }

    public Optional<Order> last() {
        return newest.first();
    }

    public List<Usual> usual() {
        return sums.stream()
                .map(sum -> usual(sum.currency))
                .filter(usual -> usual.orders() > 0)
                .toList();
    }

    private Usual usual(String currency) {
        return usualBefore(currency, Long.MAX_VALUE);
    }

    /** Of the newest orders, those from before a time. */
    public Usual usualBefore(String currency, long beforeMillis) {
        long[] cents = new long[newest.entries().size()];
        int n = 0;
        for (var order : newest.entries()) {
            var value = order.value();
            if (order.atMillis() < beforeMillis
                    && value != null
                    && value.currency().equals(currency)) {
                cents[n++] = value.cents();
            }
        }
        return Usual.of(currency, Arrays.copyOf(cents, n));
    }

    public boolean truncated() {
        return otherCurrencies;
    }

    void addTo(Hash64 hash) {
        hash.add(count).add(refunds).add(cancelled).add(otherCurrencies ? 1 : 0);
        sums.forEach(sum -> hash.add(sum.currency).add(sum.grossCents).add(sum.refundedCents));
        newest.addTo(hash);
    }
}
