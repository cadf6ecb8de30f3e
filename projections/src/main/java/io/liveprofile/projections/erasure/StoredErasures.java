package io.liveprofile.projections.erasure;

import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** Requests as they stand in the table: whichever node was asked, one worker does them. */
final class StoredErasures implements Erasures {
    private final ErasureTable table;
    private final AfterErasure afterErasure;

    StoredErasures(ErasureTable table, AfterErasure afterErasure) {
        this.table = table;
        this.afterErasure = afterErasure;
    }

    @Override
    public CompletionStage<Optional<Receipt>> request(Optional<String> requestId, CustomerId customer, String by) {
        return requestId
                .map(id -> made(id, customer, by))
                .orElseGet(() -> table.ofCustomer(customer, afterErasure)
                        .switchIfEmpty(Mono.defer(() -> made(UUID.randomUUID().toString(), customer, by))))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }

    /** Empty where this id was used for somebody else. */
    private Mono<Receipt> made(String requestId, CustomerId customer, String by) {
        return table.request(requestId, customer, by)
                .then(table.of(requestId))
                .filter(receipt -> receipt.requestedId().equals(customer));
    }

    @Override
    public CompletionStage<Optional<Receipt>> receipt(String requestId) {
        return table.of(requestId)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }

    @Override
    public CompletionStage<List<Receipt>> newest() {
        return table.newest(LIST_MAX).collectList().toFuture();
    }
}
