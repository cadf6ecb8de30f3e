package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings can't be started with; the message is one sentence for whoever wrote them. */
public final class ConfigurationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern BAD_VALUE = Pattern.compile("Invalid value at '([^']+)': (.*)", Pattern.DOTALL);
    private static final Pattern WRONG_TYPE =
            Pattern.compile("([\\w.-]+) has type (?:\\w+)(?:\\([^)]*\\))? rather than ([A-Za-z ]+)");
    private static final Pattern MISSING = Pattern.compile("No configuration setting found for key '([^']+)'");
    private static final Pattern SECRET = Pattern.compile("(password|secret|key|token)$");

    ConfigurationRefused(String sentence) {
        super(sentence);
    }

    static ConfigurationRefused because(ConfigException e, Config config) {
        var message = Objects.requireNonNullElse(e.getMessage(), e.toString());
        var missing = MISSING.matcher(message);
        if (missing.find()) {
            return new ConfigurationRefused(missing(missing.group(1)));
        }
        var bad = BAD_VALUE.matcher(message);
        if (bad.find()) {
            return new ConfigurationRefused(told(bad.group(1), config, bad.group(2)));
        }
        var type = WRONG_TYPE.matcher(message);
        if (type.find()) {
            return new ConfigurationRefused(told(
                    type.group(1),
                    config,
                    "must be a " + type.group(2).toLowerCase(Locale.ROOT).strip()));
        }
        return new ConfigurationRefused(message);
    }

    private static String missing(String key) {
        var variable = EnvironmentNames.of(key);
        return key + " is missing and has no default: set it"
                + variable.map(name -> ", or the environment variable " + name).orElse("");
    }

    private static String told(String key, Config config, String allowed) {
        return key + value(key, config) + ": it " + allowed;
    }

    private static String value(String key, Config config) {
        return at(key, config)
                .map(value -> (SECRET.matcher(key).find() ? "" : " is " + value.render()) + " ("
                        + value.origin().description() + ")")
                .orElse("");
    }

    private static Optional<ConfigValue> at(String key, Config config) {
        return ConfigUtil.splitPath(key).isEmpty() || !config.hasPath(key)
                ? Optional.empty()
                : Optional.of(config.getValue(key));
    }
}
