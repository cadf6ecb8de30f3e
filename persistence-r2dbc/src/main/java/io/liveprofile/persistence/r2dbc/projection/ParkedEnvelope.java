package io.liveprofile.persistence.r2dbc.projection;

import java.time.Instant;

/** One envelope that a projection left aside: where it is in the journal, and why. */
public record ParkedEnvelope(
        String persistenceId, long sequenceNr, Instant timestamp, String error, Instant parkedAt) {}
