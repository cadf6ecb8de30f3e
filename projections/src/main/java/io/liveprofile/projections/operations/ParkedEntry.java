package io.liveprofile.projections.operations;

import io.liveprofile.profile.domain.CustomerId;
import java.time.Instant;

/** An entry of a customer's journal that a projection has left aside, and why. */
public record ParkedEntry(CustomerId customer, long sequence, Instant written, Instant parked, String error) {}
