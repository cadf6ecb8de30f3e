package io.liveprofile.ingest.decode;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One entry of {@code live-profile.ingest.topics}. */
public record TopicSettings(String name, Format format, boolean strict) {
    private static final String KEY = "live-profile.ingest.topics";
    private static final Set<String> FIELDS = Set.of("name", "format", "strict");

    public static List<TopicSettings> from(Config ingest) {
        var given = ingest.getList("topics");
        var names = new HashSet<String>();
        var topics = given.stream().map(TopicSettings::entry).toList();
        for (var topic : topics) {
            if (!names.add(topic.name()) || topic.name().isBlank()) {
                throw refused(given, "each topic needs a name of its own");
            }
        }
        if (topics.isEmpty()) {
            throw refused(given, "at least one topic must be read");
        }
        return topics;
    }

    private static TopicSettings entry(ConfigValue entry) {
        if (entry.valueType() == ConfigValueType.STRING) {
            return new TopicSettings(String.valueOf(entry.unwrapped()), Format.AUTO, false);
        }
        if (!(entry instanceof ConfigObject object)) {
            throw refused(entry, "a topic is a name, or an object with a name");
        }
        for (var field : object.keySet()) {
            if (!FIELDS.contains(field)) {
                throw refused(entry, "a topic has name, format and strict, and no " + field);
            }
        }
        var topic = object.toConfig();
        if (!topic.hasPath("name")) {
            throw refused(entry, "each topic needs a name of its own");
        }
        return new TopicSettings(
                topic.getString("name"), format(topic), topic.hasPath("strict") && topic.getBoolean("strict"));
    }

    private static Format format(Config topic) {
        if (!topic.hasPath("format")) {
            return Format.AUTO;
        }
        var word = topic.getString("format");
        return Arrays.stream(Format.values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        refused(topic.getValue("format"), "a format is segment, cloudevents or auto, not " + word));
    }

    private static ConfigException refused(ConfigValue value, String problem) {
        return new ConfigException.BadValue(value.origin(), KEY, problem);
    }
}
