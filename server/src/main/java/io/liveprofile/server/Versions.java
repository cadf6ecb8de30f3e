package io.liveprofile.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What runs. */
public final class Versions {
    private Versions() {}

    public static Map<String, String> all() {
        var versions = new LinkedHashMap<String, String>();
        versions.put("service", service());
        versions.put("java", Runtime.version().toString());
        versions.put("pekko", org.apache.pekko.Version.current());
        return versions;
    }

    public static String service() {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(
                Versions.class.getResourceAsStream("version.properties"),
                "version.properties isn't on the class path")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
