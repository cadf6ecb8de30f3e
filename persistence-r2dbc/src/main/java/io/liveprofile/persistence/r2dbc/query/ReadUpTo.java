package io.liveprofile.persistence.r2dbc.query;

/** How far somebody has read a range of slices. */
public record ReadUpTo(String entityType, SliceRange range, Position position) {}
