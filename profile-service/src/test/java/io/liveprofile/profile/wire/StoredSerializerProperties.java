package io.liveprofile.profile.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StoredSerializerProperties {
    private final StoredSerializer serializer = new StoredSerializer();

    @Provide
    Arbitrary<List<Interaction>> interactions() {
        return Histories.interactions().list().ofMinSize(1).ofMaxSize(5);
    }

    @Property(tries = 300)
    void what_is_stored_comes_back_as_it_was(@ForAll("interactions") List<Interaction> interactions) {
        var event = Profile.NEW.observe(interactions, KnownIds.NONE).event().orElseThrow();
        var profile = Profile.NEW.apply(event);

        assertThat(roundTrip(event)).isEqualTo(event);
        assertThat(roundTrip(profile)).isEqualTo(profile);
    }

    private Object roundTrip(Object stored) {
        return serializer.fromBinary(serializer.toBinary(stored), serializer.manifest(stored));
    }
}
