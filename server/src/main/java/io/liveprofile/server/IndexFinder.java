package io.liveprofile.server;

import io.liveprofile.api.profile.Finder;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.projections.search.LookupKind;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The search index, as the API asks it. */
record IndexFinder(CustomerSearch index) implements Finder {

    @Override
    public CompletionStage<List<CustomerId>> find(LookupKind kind, String value) {
        return index.find(kind, value);
    }

    @Override
    public CompletionStage<CustomerSearch.Page> page(CustomerSearch.Query query) {
        return index.page(query);
    }

    @Override
    public CompletionStage<List<CustomerSearch.Members>> members(List<String> segments) {
        return index.members(segments);
    }
}
