package io.liveprofile.ingest.flow;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.Verdict.Applied;
import io.liveprofile.profile.domain.Verdict.Duplicate;
import io.liveprofile.profile.domain.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings a batch of one customer to its verdicts, however long the database or the broker are away. */
public final class Settling {
    private final CustomerProfiles profiles;
    private final Quarantine quarantine;
    private final UntilItWorks untilItWorks;

    public Settling(CustomerProfiles profiles, Quarantine quarantine, UntilItWorks untilItWorks) {
        this.profiles = profiles;
        this.quarantine = quarantine;
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
                quarantined(
                        unfit,
                        new Refused(unfit.rejected().reason(), unfit.rejected().detail()),
                        account);
            case Step.Idle _ -> {
                account.skipped();
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
                case Applied() -> account.applied(step.message().record().timestamp(), now);
                case Duplicate() -> account.duplicate();
                case Refused refusal ->
                    refused.add(quarantined(step, refusal, account).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(refused.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<?> quarantined(Step step, Refused refused, Account account) {
        return untilItWorks
                .ask(() -> quarantine.put(step.message().record(), refused.reason(), refused.detail()))
                .thenRun(() -> account.quarantined(refused.reason()));
    }
}
