package io.liveprofile.api;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Counts;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Facts;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows Ava, and fails for one customer. */
final class FakeCustomerProfiles implements CustomerProfiles {
    static final CustomerId AVA = CustomerId.user("ava|1");
    private static final CustomerId UNREADABLE = CustomerId.user("unreadable");

    @Override
    public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
        throw new UnsupportedOperationException("nothing is told over HTTP");
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
        if (id.equals(UNREADABLE)) {
            return CompletableFuture.failedFuture(new IllegalStateException("no node has it now"));
        }
        return CompletableFuture.completedFuture(Optional.of(id)
                .filter(AVA::equals)
                .map(known -> new LiveProfile(
                        known,
                        known,
                        7,
                        new Facts(
                                1_700_000_000_000L,
                                1_700_000_060_000L,
                                new Counts(new TreeMap<>(Map.of("Page Viewed", 3L)), 1)))));
    }
}
