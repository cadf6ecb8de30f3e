package io.liveprofile.persistence.r2dbc.journal;

import java.time.Instant;

/**
 * No flush of any lane may get an earlier time than this: neither after one that was made, since an id's next write may go by
 * another lane, nor after one that was read, since an id that comes from another node may bring a time that is ahead.
 */
final class NotBefore {
    private volatile Instant at = Instant.EPOCH;

    Instant at() {
        return at;
    }

    void raise(Instant seen) {
        if (seen.isAfter(at)) {
            raiseOneByOne(seen);
        }
    }

    private synchronized void raiseOneByOne(Instant seen) {
        if (seen.isAfter(at)) {
            at = seen;
        }
    }
}
