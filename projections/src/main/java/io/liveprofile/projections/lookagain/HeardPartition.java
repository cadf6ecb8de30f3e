package io.liveprofile.projections.lookagain;

import java.time.Instant;
import java.util.Optional;

/**
 * Up to when a partition's records have been heard.
 *
 * @param until nothing where this node doesn't know
 */
public record HeardPartition(String topic, int partition, Optional<Instant> until) {}
