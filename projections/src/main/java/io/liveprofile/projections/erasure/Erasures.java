package io.liveprofile.projections.erasure;

import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Requests to erase customers, and the receipts of them. */
public interface Erasures {

    /** The most receipts that one answer tells. */
    int LIST_MAX = 100;

    /**
     * Once it is answered, it will be done, whatever crashes. The same request again finds the same receipt; so does
     * another one for the same customer that has no id of its own, unless they may have begun anew since then.
     *
     * @param requestId the caller's own; where it is empty, one is made
     * @param by the id of the API key, or the place of the record that asked for it
     * @return empty where this request id was used for another customer
     */
    CompletionStage<Optional<Receipt>> request(Optional<String> requestId, CustomerId customer, String by);

    CompletionStage<Optional<Receipt>> receipt(String requestId);

    /** The newest first. */
    CompletionStage<List<Receipt>> newest();
}
