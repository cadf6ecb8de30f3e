package io.liveprofile.projections.erasure;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.projections.erasure.Receipt.Buried;
import java.util.LinkedHashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The anonymous ids that ever were a customer's, as the journal tells it: a profile remembers the newest alone. One that
 * was met and hasn't answered may be on its way; one that was another's stays that one's.
 */
final class LinkedIds {
    private static final int ENTRIES_MAX = 200;

    private final CustomerProfiles profiles;

    LinkedIds(CustomerProfiles profiles) {
        this.profiles = profiles;
    }

    /** Up to the tombstone: whoever has begun anew since then keeps the ids that they were seen with since then. */
    Mono<Set<CustomerId>> of(Buried customer) {
        return page(customer.id(), 0)
                .expand(page -> page.more()
                        ? page(customer.id(), page.entries().getLast().sequence())
                        : Mono.empty())
                .concatMapIterable(JournalPage::entries)
                .takeWhile(entry -> entry.sequence() < customer.sequence())
                .reduce(new LinkedHashSet<CustomerId>(), LinkedIds::with)
                .map(linked -> linked);
    }

    private Mono<JournalPage> page(CustomerId customer, long after) {
        return Mono.fromCompletionStage(() -> profiles.journal(customer, after, ENTRIES_MAX));
    }

    private static LinkedHashSet<CustomerId> with(LinkedHashSet<CustomerId> linked, JournalPage.Written written) {
        switch (written.event()) {
            case Observed observed -> linked.addAll(observed.met());
            case Linked(var link) -> {
                if (link.outcome() == Link.Outcome.SHARED) {
                    linked.remove(link.anonymous());
                } else {
                    linked.add(link.anonymous());
                }
            }
            default -> {}
        }
        return linked;
    }
}
