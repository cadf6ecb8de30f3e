package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import java.util.ArrayList;
import java.util.List;

/** How often a payment went through, was declined or given back, and the newest of these. */
public record Payments(long authorized, long declined, long refunded, Newest<Payment> newest) {

    public static final int PAYMENTS_MAX = 20;

    public static final Payments NONE = new Payments(0, 0, 0, Newest.none());

    Payments plus(List<Told> batch) {
        List<Payment> added = List.of();
        for (var told : batch) {
            var payment = Payment.of(told);
            if (payment != null) {
                added = added.isEmpty() ? new ArrayList<>() : added;
                added.add(payment);
            }
        }
        return added.isEmpty()
                ? this
                : new Payments(
                        authorized + count(added, Payment.Kind.AUTHORIZED),
                        declined + count(added, Payment.Kind.DECLINED),
                        refunded + count(added, Payment.Kind.REFUNDED),
                        newest.plus(added, PAYMENTS_MAX));
    }

    private static long count(List<Payment> added, Payment.Kind kind) {
        return added.stream().filter(each -> each.kind() == kind).count();
    }

    void addTo(Hash64 hash) {
        newest.addTo(hash.add(authorized).add(declined).add(refunded));
    }
}
