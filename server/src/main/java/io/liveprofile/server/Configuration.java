package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of a node: what the modules ship, overridden by environment variables where they name one, by the file
 * that {@code -Dconfig.file} points at, and by system properties. All of it is checked before anything starts.
 */
public final class Configuration {
    private static final String OURS = "live-profile";

    private final Config config;

    private Configuration(Config config) {
        this.config = config;
    }

    /** @throws ConfigurationRefused where a key is wrong or missing */
    public static Configuration load(Map<String, String> environment, Optional<File> file, Config systemProperties) {
        try {
            var user = file.map(Configuration::parse).orElse(ConfigFactory.empty());
            var shipped = ConfigFactory.parseResources("application.conf")
                    .withFallback(ConfigFactory.defaultReferenceUnresolved());
            var known = KnownKeys.of(shipped, EnvironmentNames.named());
            known.check(systemProperties);
            known.check(user);
            EnvironmentNames.check(environment);
            // Laid underneath by hand, so that a wrong value is told with the variable that it came from.
            var variables = ConfigFactory.empty();
            for (var name : EnvironmentNames.named()) {
                if (environment.get(name) instanceof String value) {
                    variables = variables.withValue(
                            name, ConfigValueFactory.fromAnyRef(value, "environment variable " + name));
                }
            }
            return new Configuration(systemProperties
                    .withFallback(user)
                    .withFallback(shipped)
                    .withFallback(variables)
                    .resolve());
        } catch (ConfigException e) {
            throw ConfigurationRefused.because(e, ConfigFactory.empty());
        }
    }

    private static Config parse(File file) {
        if (!file.isFile()) {
            throw new ConfigurationRefused("the file " + file + " that -Dconfig.file names isn't there");
        }
        return ConfigFactory.parseFile(file, ConfigParseOptions.defaults().setAllowMissing(false));
    }

    /** Reads a module's settings; what its record finds wrong becomes one sentence. */
    public <S> S settings(Function<Config, S> from) {
        try {
            return from.apply(config);
        } catch (ConfigException e) {
            throw ConfigurationRefused.because(e, config);
        }
    }

    public Config config() {
        return config;
    }

    static String section() {
        return OURS;
    }
}
