package io.liveprofile.api;

import io.liveprofile.api.profile.Finder;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline.Grade;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.projections.search.CustomerSearch.Found;
import io.liveprofile.projections.search.CustomerSearch.Members;
import io.liveprofile.projections.search.CustomerSearch.Query;
import io.liveprofile.projections.search.LookupKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows Ava by her address, and a phone that she shares with Noah; each of them is a page of the list. */
final class FakeFinder implements Finder {
    private static final CustomerId NOAH = CustomerId.user("noah");
    private static final String NEXT = "aWQgMCB1c2VyX2lkOmF2YXwx";

    enum State {
        THERE,
        AWAY,
        HANGS
    }

    volatile State state = State.THERE;
    final List<Query> asked = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<List<CustomerId>> find(LookupKind kind, String value) {
        return CompletableFuture.completedFuture(
                switch (value) {
                    case "ava@example.com" -> List.of(FakeCustomerProfiles.AVA);
                    case "+49301" -> List.of(FakeCustomerProfiles.AVA, NOAH);
                    default -> List.of();
                });
    }

    @Override
    public CompletionStage<CustomerSearch.Page> page(Query query) {
        asked.add(query);
        if (state != State.THERE) {
            return state == State.HANGS
                    ? new CompletableFuture<>()
                    : CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        }
        var filter = query.filter();
        if (filter.lookups().stream().anyMatch(told -> told.value().equals("nobody@example.com"))) {
            return CompletableFuture.completedFuture(new CustomerSearch.Page(List.of(), Optional.empty()));
        }
        return CompletableFuture.completedFuture(
                query.cursor().isPresent()
                        ? new CustomerSearch.Page(List.of(found(NOAH, Optional.empty())), Optional.empty())
                        : new CustomerSearch.Page(
                                List.of(found(FakeCustomerProfiles.AVA, filter.tier())), Optional.of(NEXT)));
    }

    @Override
    public CompletionStage<List<Members>> members(List<String> segments) {
        return CompletableFuture.completedFuture(
                segments.stream().map(name -> new Members(name.length(), false)).toList());
    }

    private static Found found(CustomerId id, Optional<String> tier) {
        var at = Instant.parse("2023-11-14T22:13:20Z");
        return new Found(
                id,
                at,
                at.plusSeconds(60),
                2,
                1_999,
                Optional.of("EUR"),
                tier,
                Optional.empty(),
                List.of("regulars"),
                new Grade(40, Level.MEDIUM),
                new Grade(0, Level.LOW));
    }
}
