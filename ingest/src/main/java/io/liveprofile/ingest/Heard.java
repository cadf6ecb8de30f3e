package io.liveprofile.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * Up to when everything that a partition holds has been heard, so that whoever did nothing until then was silent.
 *
 * @param until nothing where another node reads the partition, or nothing is known yet
 */
public record Heard(String topic, int partition, Optional<Instant> until) {}
