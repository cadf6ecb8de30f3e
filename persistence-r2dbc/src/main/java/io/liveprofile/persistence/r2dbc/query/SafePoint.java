package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;

/**
 * What one look at the running transactions told: every row with a timestamp before {@code upTo} that will ever be
 * committed is visible from now on. Both are of the database's clock; {@code upTo} is behind {@code at} while a
 * transaction that writes to the journal is running.
 */
record SafePoint(Instant at, Instant upTo) {}
