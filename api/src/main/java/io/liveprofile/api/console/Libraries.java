package io.liveprofile.api.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What the page is built on, from webjars on the class path: the files that it loads, and none of the others. */
final class Libraries {
    private static final List<Library> ALL = List.of(
            new Library("lit", List.of("index.js")),
            new Library(
                    "lit-html",
                    List.of(
                            "lit-html.js",
                            "is-server.js",
                            "directive.js",
                            "directive-helpers.js",
                            "directives/repeat.js")),
            new Library("lit-element", List.of("lit-element.js")),
            new Library("lit__reactive-element", List.of("reactive-element.js", "css-tag.js")));

    /** @param artifact in the group {@code org.webjars.npm} */
    private record Library(String artifact, List<String> files) {}

    private Libraries() {}

    /** By path below the page: {@code lib/lit/index.js}. */
    static Map<String, ConsoleFile> files() {
        var files = new HashMap<String, ConsoleFile>();
        for (var library : ALL) {
            var folder = "/META-INF/resources/webjars/" + library.artifact() + "/" + version(library.artifact()) + "/";
            for (var file : library.files()) {
                files.put(
                        "lib/" + library.artifact() + "/" + file,
                        ConsoleFile.read(folder + file)
                                .orElseThrow(() -> new IllegalStateException("no " + folder + file)));
            }
        }
        return Map.copyOf(files);
    }

    private static String version(String artifact) {
        var file = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        var properties = new Properties();
        try (var found = Objects.requireNonNull(Libraries.class.getResourceAsStream(file), file)) {
            properties.load(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty("version"), file);
    }
}
