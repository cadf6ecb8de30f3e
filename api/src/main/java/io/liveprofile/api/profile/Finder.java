package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.projections.search.LookupKind;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds customers: by what they were told to have, or by what they are like. */
public interface Finder {

    CompletionStage<List<CustomerId>> find(LookupKind kind, String value);

    CompletionStage<CustomerSearch.Page> page(CustomerSearch.Query query);

    /** How many each of these segments has, in the order given. */
    CompletionStage<List<CustomerSearch.Members>> members(List<String> segments);
}
