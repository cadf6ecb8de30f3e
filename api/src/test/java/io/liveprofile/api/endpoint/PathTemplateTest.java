package io.liveprofile.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTest {
    @Test
    void a_place_takes_one_whole_segment() {
        var template = new PathTemplate("/v1/profiles/{id}/signals");

        assertThat(template.match(List.of("v1", "profiles", "user_id:a", "signals")))
                .contains(Map.of("id", "user_id:a"));
        assertThat(template.match(List.of("v1", "profiles", "user_id:a"))).isEmpty();
        assertThat(template.match(List.of("v1", "keys", "user_id:a", "signals")))
                .isEmpty();
    }

    @Test
    void a_verb_is_cut_off_the_end_of_what_stands_in_its_place() {
        var template = new PathTemplate("/v1/quarantine/{id}:replay");

        assertThat(template.match(List.of("v1", "quarantine", "topic:3:17:replay")))
                .contains(Map.of("id", "topic:3:17"));
        assertThat(template.match(List.of("v1", "quarantine", ":replay"))).isEmpty();
        assertThat(template.match(List.of("v1", "quarantine", "topic:3:17"))).isEmpty();
    }

    @Test
    void what_names_more_is_asked_first() {
        var literal = new PathTemplate("/v1/quarantine:replay");
        var verb = new PathTemplate("/v1/quarantine/{id}:replay");
        var any = new PathTemplate("/v1/quarantine/{id}");

        assertThat(literal.freedom()).isLessThan(verb.freedom());
        assertThat(verb.freedom()).isLessThan(any.freedom());
    }
}
