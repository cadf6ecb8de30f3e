package io.liveprofile.persistence.r2dbc.journal;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.util.Map;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;

/** Pekko's own judge of journals. */
public class R2dbcJournalSpec extends JavaJournalSpec {

    public R2dbcJournalSpec() {
        super(ConfigFactory.parseMap(Map.of("pekko.actor.allow-java-serialization", "on"))
                .withFallback(TestConfig.inNewSchema()));
    }

    /** An event that can't be serialized fails its writer, as upstream's does. */
    @Override
    public CapabilityFlag supportsRejectingNonSerializableObjects() {
        return CapabilityFlag.off();
    }

    @Override
    public CapabilityFlag supportsSerialization() {
        return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsMetadata() {
        return CapabilityFlag.on();
    }
}
