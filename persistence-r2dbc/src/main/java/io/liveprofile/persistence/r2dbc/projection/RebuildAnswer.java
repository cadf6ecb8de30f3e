package io.liveprofile.persistence.r2dbc.projection;

/** What became of the wish for new tables. */
public enum RebuildAnswer {
    BEGUN,
    ALREADY,
    /** It keeps no tables: what it tells elsewhere is told again by a reset. */
    NO_TABLES,
    UNKNOWN
}
