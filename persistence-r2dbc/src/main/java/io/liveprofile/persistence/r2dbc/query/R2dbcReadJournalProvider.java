package io.liveprofile.persistence.r2dbc.query;

import com.typesafe.config.Config;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.query.ReadJournalProvider;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;

/** How Pekko finds {@link R2dbcReadJournal}. */
public final class R2dbcReadJournalProvider implements ReadJournalProvider {
    private final R2dbcReadJournal journal;

    public R2dbcReadJournalProvider(ExtendedActorSystem system, Config config) {
        var typed = Adapter.toTyped(system);
        journal = R2dbcReadJournal.over(typed, Connections.get(typed).pool(), QuerySettings.of(config), "queries");
    }

    @Override
    public ReadJournal javadslReadJournal() {
        return journal;
    }

    /** For Java alone: the Scala side has no queries. */
    @Override
    public org.apache.pekko.persistence.query.scaladsl.ReadJournal scaladslReadJournal() {
        return new org.apache.pekko.persistence.query.scaladsl.ReadJournal() {};
    }
}
