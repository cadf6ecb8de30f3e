package io.liveprofile.projections.outgoing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.regex.Pattern;

/** {@code live-profile.projections.topics}; each is explained there. */
public record OutgoingTopics(String profiles, String signals) {
    private static final String SECTION = "live-profile.projections.topics.";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public static OutgoingTopics from(Config root) {
        return new OutgoingTopics(name(root, "profiles"), name(root, "signals"));
    }

    private static String name(Config root, String which) {
        var key = SECTION + which;
        var name = root.getString(key);
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException.BadValue(
                    root.getValue(key).origin(), key, "must be the name of a Kafka topic, is \"" + name + "\"");
        }
        return name;
    }
}
