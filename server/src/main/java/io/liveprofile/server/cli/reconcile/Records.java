package io.liveprofile.server.cli.reconcile;

import java.io.IOException;
import java.util.function.Consumer;

/** What producers told, again and again from the beginning, always up to the same end. */
interface Records {

    /** About how many. */
    long count() throws IOException;

    /** Those with the same key in the order in which they were told. */
    void each(Consumer<byte[]> value) throws IOException;

    /** Up to the end as it is now. */
    void renew() throws IOException;

    String told();
}
