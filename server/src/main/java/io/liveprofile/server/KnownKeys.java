package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every key under {@code live-profile} that a module ships. An object that it ships empty takes any key below. */
final class KnownKeys {
    private final Set<String> leaves = new TreeSet<>();
    private final Set<String> open = new TreeSet<>();

    private KnownKeys() {}

    static KnownKeys of(Config shipped, Collection<String> variables) {
        var known = new KnownKeys();
        var placeholders = ConfigFactory.empty();
        for (var variable : variables) {
            placeholders = placeholders.withValue(variable, ConfigValueFactory.fromAnyRef("set"));
        }
        var all = shipped.withFallback(placeholders).resolve();
        known.collect(Configuration.section(), all.getObject(Configuration.section()));
        return known;
    }

    private void collect(String path, ConfigObject object) {
        if (object.isEmpty()) {
            open.add(path);
        }
        for (var entry : object.entrySet()) {
            var key = path + "." + ConfigUtil.quoteString(entry.getKey()).replaceFirst("^\"([\\w-]+)\"$", "$1");
            if (entry.getValue() instanceof ConfigObject below) {
                collect(key, below);
            } else {
                leaves.add(key);
            }
        }
    }

    void check(Config given) {
        if (given.root().get(Configuration.section()) instanceof ConfigObject section) {
            check(Configuration.section(), section);
        }
    }

    private void check(String path, ConfigObject given) {
        for (var entry : given.entrySet()) {
            var key = path + "." + entry.getKey();
            if (open.contains(path) || leaves.contains(key)) {
                continue;
            }
            boolean section = open.contains(key) || leaves.stream().anyMatch(leaf -> leaf.startsWith(key + "."));
            if (section && entry.getValue() instanceof ConfigObject below) {
                check(key, below);
            } else {
                throw new ConfigurationRefused(
                        section
                                ? key + " is a section, not a setting" + origin(entry.getValue())
                                : unknown(key, entry));
            }
        }
    }

    private String unknown(String key, Map.Entry<String, ConfigValue> entry) {
        return "there is no setting " + key + origin(entry.getValue())
                + Closest.to(key, leaves)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
    }

    private static String origin(ConfigValue value) {
        return " (" + value.origin().description() + ")";
    }
}
