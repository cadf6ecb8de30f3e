package io.liveprofile.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The environment variables that the shipped files name, and the few that are read elsewhere. */
final class EnvironmentNames {
    private static final String PREFIX = "LIVE_PROFILE_";
    private static final Pattern NAMED = Pattern.compile("([\\w-]+)\\s*=\\s*\\$\\{\\?(" + PREFIX + "\\w+)}");
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "LIVE_PROFILE_LOG_FORMAT",
            "LIVE_PROFILE_URL",
            "LIVE_PROFILE_KEY",
            "LIVE_PROFILE_MANAGEMENT_URL",
            "LIVE_PROFILE_POSTGRES_URL");
    /** Kubernetes tells each pod of the services beside it, in variables that begin with the service's name. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("\\w+_SERVICE_(HOST|PORT)(_\\w+)?|\\w+_PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?");

    private EnvironmentNames() {}

    static Set<String> named() {
        return variables().keySet();
    }

    /** The variable that overrides a key. */
    static Optional<String> of(String key) {
        return variables().entrySet().stream()
                .filter(variable -> key.endsWith("." + variable.getValue()))
                .map(Map.Entry::getKey)
                .filter(name ->
                        key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static void check(Map<String, String> environment) {
        var known = new TreeSet<>(named());
        known.addAll(READ_ELSEWHERE);
        for (var variable : environment.entrySet()) {
            var name = variable.getKey();
            if (name.startsWith(PREFIX) && !known.contains(name) && !isOfKubernetes(name, variable.getValue())) {
                throw new ConfigurationRefused("no setting is overridden by the environment variable " + name
                        + Closest.to(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        }
    }

    private static boolean isOfKubernetes(String name, String value) {
        return OF_KUBERNETES.matcher(name).matches()
                && (name.contains("_SERVICE_") || name.matches("\\w+_PORT_\\d+_\\w+") || value.contains("://"));
    }

    /** Each variable and the last word of the key that it overrides. */
    private static Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        try {
            for (var file :
                    Collections.list(EnvironmentNames.class.getClassLoader().getResources("reference.conf"))) {
                var matcher = NAMED.matcher(text(file));
                while (matcher.find()) {
                    variables.put(matcher.group(2), matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    private static String text(URL file) throws IOException {
        try (var stream = file.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
