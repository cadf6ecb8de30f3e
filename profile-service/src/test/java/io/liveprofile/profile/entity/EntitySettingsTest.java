package io.liveprofile.profile.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class EntitySettingsTest {
    @Test
    void what_is_shipped_is_allowed() {
        assertThat(EntitySettings.from(ConfigFactory.load()).snapshotEveryEntries())
                .isPositive();
    }

    @Test
    void more_customers_than_a_node_could_hold_are_refused_by_name() {
        var config = ConfigFactory.parseString("live-profile.profile.active-customers-max = 2147483647")
                .withFallback(ConfigFactory.load());

        assertThatThrownBy(() -> EntitySettings.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("live-profile.profile.active-customers-max")
                .hasMessageContaining("must be between 1 and 10000000, is 2147483647");
    }
}
