package io.liveprofile.profile.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.profile.domain.facts.FoldRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldSettingsTest {

    @Test
    void what_is_shipped_is_the_usual() {
        assertThat(FoldSettings.from(
                        ConfigFactory.parseResources("reference.conf").resolve()))
                .isEqualTo(FoldRules.DEFAULT);
    }

    @Test
    void the_gap_must_be_a_fiftieth_of_the_lateness_or_more() {
        assertThat(rules("1728s", "24h")).isEqualTo(new FoldRules(1_728_000, 86_400_000));
        assertThatThrownBy(() -> rules("1727999ms", "24h"))
                .isInstanceOf(ConfigException.BadValue.class)
                .hasMessageContaining("live-profile.profile.session-gap")
                .hasMessageContaining("1728000 ms");
        assertThatThrownBy(() -> rules("0s", "0s")).hasMessageContaining("live-profile.profile.session-gap");
    }

    @Test
    void a_negative_lateness_is_refused() {
        assertThatThrownBy(() -> rules("30m", "-1s")).hasMessageContaining("live-profile.profile.lateness-max");
    }

    private static FoldRules rules(String gap, String lateness) {
        return FoldSettings.from(ConfigFactory.parseMap(
                Map.of("live-profile.profile.session-gap", gap, "live-profile.profile.lateness-max", lateness)));
    }
}
