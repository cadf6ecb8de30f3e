package io.liveprofile.server;

import io.liveprofile.api.profile.Finder;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.projections.search.CustomerSearch.Filter;
import io.liveprofile.projections.search.LookupKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The search index, as the API asks it. */
record IndexFinder(CustomerSearch index) implements Finder {

    @Override
    public CompletionStage<List<CustomerId>> find(LookupKind kind, String value) {
        return index.find(kind, value);
    }

    @Override
    public CompletionStage<CustomerSearch.Page> page(Filter filter, Optional<String> cursor, int limit) {
        return index.page(filter, cursor, limit);
    }
}
