package io.liveprofile.profile;

import io.liveprofile.profile.domain.CustomerId;

/**
 * What is left of a customer.
 *
 * @param id of the profile that was erased: the taker's, where the one that was named had merged
 * @param requestId of the first request that asked for it
 * @param sequence of the entry that says so: nothing follows it in the journal, unless they are let in again
 */
public record Tombstone(CustomerId id, String requestId, long atMillis, long sequence) {}
