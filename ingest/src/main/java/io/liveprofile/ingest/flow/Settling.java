package io.liveprofile.ingest.flow;

import io.liveprofile.ingest.quarantine.Refusals;
import io.liveprofile.ingest.quarantine.Refusals.Kept;
import io.liveprofile.ingest.quarantine.Refusals.Refusal;
import io.liveprofile.ingest.quarantine.Replays;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.Verdict.Applied;
import io.liveprofile.profile.domain.Verdict.Duplicate;
import io.liveprofile.profile.domain.Verdict.Erased;
import io.liveprofile.profile.domain.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings a batch of one customer to its verdicts, however long the database or the broker are away. */
public final class Settling {
    private final CustomerProfiles profiles;
    private final Refusals refusals;
    private final UntilItWorks untilItWorks;

    public Settling(CustomerProfiles profiles, Refusals refusals, UntilItWorks untilItWorks) {
        this.profiles = profiles;
        this.refusals = refusals;
        this.untilItWorks = untilItWorks;
    }

    /** Steps of one lane: all {@code Ready} and of one customer, or a single one of another kind. */
    CompletionStage<?> settle(List<Step> batch, Account account) {
        return switch (batch.getFirst()) {
            case Step.Ready first -> {
                var interactions = batch.stream()
                        .map(step -> ((Step.Ready) step).interaction())
                        .toList();
                yield untilItWorks
                        .ask(() -> profiles.observe(first.customer(), interactions))
                        .thenCompose(verdicts -> settle(batch, verdicts, account));
            }
            case Step.Unfit unfit ->
                refused(
                        unfit,
                        new Refusal(
                                unfit.rejected().reason(),
                                unfit.rejected().detail(),
                                unfit.rejected().customer()),
                        account);
            case Step.Idle(var _, var why) -> {
                account.skipped(why);
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    private CompletionStage<?> settle(List<Step> batch, List<Verdict> verdicts, Account account) {
        var refused = new ArrayList<CompletableFuture<?>>();
        long now = System.currentTimeMillis();
        for (int i = 0; i < batch.size(); i++) {
            var step = batch.get(i);
            switch (verdicts.get(i)) {
                case Applied() -> account.applied(step, now);
                case Duplicate() -> account.duplicate();
                case Erased() -> account.skipped(Skipped.ERASED);
                case Refused(var reason, var detail) -> {
                    var customer = step instanceof Step.Ready ready
                            ? Optional.of(ready.customer())
                            : Optional.<CustomerId>empty();
                    refused.add(refused(step, new Refusal(reason, detail, customer), account)
                            .toCompletableFuture());
                }
            }
        }
        return CompletableFuture.allOf(refused.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<?> refused(Step step, Refusal refusal, Account account) {
        var consumed = step.message().record();
        return untilItWorks
                .ask(() -> refusals.put(Replays.sourceOf(consumed), Replays.rawOf(consumed), refusal))
                .thenAccept(kept -> {
                    if (kept == Kept.KEPT) {
                        account.quarantined(refusal.reason());
                    } else {
                        account.skipped(Skipped.ERASED);
                    }
                });
    }
}
