package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.ingest.IngestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSettingsTest {

    @Test
    void a_topic_is_a_name_or_says_more() {
        assertThat(topics("[a, {name: b}, {name: c, format: cloudevents, strict: true}, {name: d, format: segment}]"))
                .isEqualTo(List.of(
                        new TopicSettings("a", Format.AUTO, false),
                        new TopicSettings("b", Format.AUTO, false),
                        new TopicSettings("c", Format.CLOUDEVENTS, true),
                        new TopicSettings("d", Format.SEGMENT, false)));
        assertThat(topics("{0: a, 1: {name: b}}")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                        | at least one topic must be read
        [a, {name: a}]            | each topic needs a name of its own
        [{format: segment}]       | each topic needs a name of its own
        [{name: a, formt: auto}]  | a topic has name, format and strict, and no formt
        [{name: a, format: avro}] | a format is segment, cloudevents or auto, not avro
        [[a]]                     | a topic is a name, or an object with a name
        """)
    void what_makes_no_sense_is_refused_with_the_key(String given, String problem) {
        assertThatThrownBy(() -> topics(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("live-profile.ingest.topics")
                .hasMessageContaining(problem);
    }

    @Test
    void the_quarantine_is_not_read_as_a_topic() {
        var config = ConfigFactory.parseString("live-profile.ingest.topics = [a, {name: customer-events-quarantine}]")
                .withFallback(ConfigFactory.parseResources("reference.conf"))
                .resolve();

        assertThatThrownBy(() -> IngestSettings.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("live-profile.ingest.quarantine-topic")
                .hasMessageContaining("is among the topics that are read");
    }

    private static List<TopicSettings> topics(String given) {
        return TopicSettings.from(ConfigFactory.parseString("topics = " + given));
    }
}
