package io.liveprofile.profile.rules;

import java.io.StringReader;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a YAML file whose every key is asked for: what is missing, unknown or out of bounds is told with its line. */
final class YamlPart {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);
    private static final Duration DURATION_MAX = Duration.ofDays(3_650);

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> unasked = new LinkedHashMap<>();

    private YamlPart(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw bad(line, called(path) + " must hold keys and values");
        }
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
                throw bad(lineOf(entry.getKeyNode()), "a key must be a word");
            }
            var key = scalar.getValue();
            if (values.put(key, entry.getValueNode()) != null) {
                throw bad(lineOf(entry.getKeyNode()), "\"" + key + "\" stands here twice");
            }
            unasked.put(key, lineOf(entry.getKeyNode()));
        }
    }

    /** A file, of which {@code read} asks for all that is known. */
    static <T> T whole(RulesText text, Function<YamlPart, T> read) {
        return new YamlPart(text.file(), "", root(text)).asked(read);
    }

    private static Node root(RulesText text) {
        try {
            @Nullable Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text.content()));
            if (node == null) {
                throw new BadRules(text.file(), 1, "the file is empty");
            }
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadRules(text.file(), line, "no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new BadRules(text.file(), 1, "no YAML: " + e.getMessage());
        }
    }

    <T> T part(String key, Function<YamlPart, T> read) {
        return new YamlPart(file, pathTo(key), node(key)).asked(read);
    }

    <T> List<T> parts(String key, Function<YamlPart, T> read) {
        if (!(node(key) instanceof SequenceNode sequence)) {
            throw bad(lineOf(key), called(pathTo(key)) + " must be a list");
        }
        var all = new ArrayList<T>();
        for (var node : sequence.getValue()) {
            all.add(new YamlPart(file, pathTo(key) + "[" + all.size() + "]", node).asked(read));
        }
        return all;
    }

    private <T> T asked(Function<YamlPart, T> read) {
        var told = read.apply(this);
        unasked.forEach((key, at) -> {
            throw bad(at, "\"" + key + "\" is not known in " + called(path) + "; these are: " + known());
        });
        return told;
    }

    private String known() {
        return values.keySet().stream()
                .filter(each -> !unasked.containsKey(each))
                .collect(Collectors.joining(", "));
    }

    String text(String key) {
        if (node(key) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw bad(lineOf(key), called(pathTo(key)) + " must be text");
    }

    int number(String key, int min, int max) {
        long value;
        try {
            value = Long.parseLong(text(key).replace("_", ""));
        } catch (NumberFormatException e) {
            value = Long.MIN_VALUE;
        }
        if (value < min || value > max) {
            throw bad(
                    lineOf(key),
                    called(pathTo(key)) + " must be a whole number from " + min + " to " + max + ", is \"" + text(key)
                            + "\"");
        }
        return (int) value;
    }

    long millis(String key) {
        var told = DURATION.matcher(text(key));
        if (!told.matches()) {
            throw bad(
                    lineOf(key),
                    called(pathTo(key)) + " must be a duration such as 45s, 30m, 12h or 7d, is \"" + text(key) + "\"");
        }
        var duration = Duration.of(Long.parseLong(told.group(1)), UNITS.get(told.group(2)));
        if (duration.compareTo(DURATION_MAX) > 0) {
            throw bad(lineOf(key), called(pathTo(key)) + " must be at most " + DURATION_MAX.toDays() + "d");
        }
        return duration.toMillis();
    }

    BadRules bad(String key, String problem) {
        return bad(lineOf(key), problem);
    }

    private BadRules bad(int line, String problem) {
        return new BadRules(file, line, problem);
    }

    private Node node(String key) {
        var node = values.get(key);
        if (node == null) {
            throw bad(line, called(path) + " lacks \"" + key + "\"");
        }
        unasked.remove(key);
        return node;
    }

    private String pathTo(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String called(String path) {
        return path.isEmpty() ? "the file" : "\"" + path + "\"";
    }

    private int lineOf(String key) {
        var node = values.get(key);
        return node == null ? line : lineOf(node);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
