package io.liveprofile.ingest.privacy;

import io.liveprofile.profile.domain.CustomerId;
import java.util.concurrent.CompletionStage;

/** Takes what is asked for. Once it is answered, it will be done. */
@FunctionalInterface
public interface PrivacyRequests {

    /**
     * @param by the record that asks
     * @return false where this request id was used for another customer
     */
    CompletionStage<Boolean> erase(String requestId, CustomerId customer, String by);
}
