package io.liveprofile.profile.domain;

/** The figures of a profile as they stand after an event, so that projections copy and never recompute. */
public record Headline(long firstSeenMillis, long lastSeenMillis, long interactions) {}
