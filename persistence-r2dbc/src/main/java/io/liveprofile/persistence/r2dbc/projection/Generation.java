package io.liveprofile.persistence.r2dbc.projection;

import java.time.Instant;
import java.util.Optional;

/** Which tables of a read model are read, and whether others are being built. */
record Generation(int current, Optional<Next> next) {

    record Next(int generation, Instant since) {}
}
