package io.liveprofile.api;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.erasure.Erasures;
import io.liveprofile.projections.erasure.Receipt;
import io.liveprofile.projections.erasure.Receipt.Buried;
import io.liveprofile.projections.erasure.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

/** Erasures that get nowhere; each has the same figures. */
final class FakeErasures implements Erasures {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    private final Map<String, Receipt> receipts = new ConcurrentSkipListMap<>(Map.of("r-0", receipt("r-0", "gone")));

    @Override
    public CompletionStage<Optional<Receipt>> request(Optional<String> requestId, CustomerId customer, String by) {
        var id = requestId.orElse("made");
        var receipt = receipts.computeIfAbsent(id, _ -> receipt(id, customer.value()));
        return CompletableFuture.completedFuture(
                Optional.of(receipt).filter(known -> known.requestedId().equals(customer)));
    }

    @Override
    public CompletionStage<Optional<Receipt>> receipt(String requestId) {
        return CompletableFuture.completedFuture(Optional.ofNullable(receipts.get(requestId)));
    }

    @Override
    public CompletionStage<List<Receipt>> newest() {
        return CompletableFuture.completedFuture(List.copyOf(receipts.values()));
    }

    private static Receipt receipt(String requestId, String customer) {
        var id = CustomerId.user(customer);
        return new Receipt(
                requestId,
                id,
                "key k-1",
                Step.LINKED_IDS_ERASED,
                Map.of(Step.ACCEPTED, AT),
                Optional.of("projections: interaction"),
                7,
                Map.of("warehouse.interaction", 7L),
                List.of(new Buried(id, 8, AT, Optional.of(AT), Optional.of(AT.plusSeconds(12)))),
                0,
                AT);
    }
}
