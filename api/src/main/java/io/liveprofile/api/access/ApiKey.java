package io.liveprofile.api.access;

import java.time.Instant;
import java.util.Optional;

/** What may be told of a key: all but its secret. */
public record ApiKey(String id, String name, Role role, Instant createdAt, Optional<Instant> revokedAt) {}
