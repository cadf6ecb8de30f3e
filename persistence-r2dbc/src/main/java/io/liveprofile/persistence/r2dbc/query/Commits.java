package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;

/** What this node's journal commits, as far as a reader needs to know: that there is something new. */
interface Commits {

    /** Runs {@code nudge}, which must not block, after each commit of entries in that range. */
    Watch watch(SliceRange range, Runnable nudge);
}
