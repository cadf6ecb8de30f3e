package io.liveprofile.persistence.r2dbc.query;

import java.util.List;

/**
 * A bounded piece of a slice range, in order. {@code caughtUp} when nothing after it was committed at the time of
 * reading; an empty page tells just that.
 */
public record SlicePage(List<JournalRow> rows, boolean caughtUp) {}
