package io.liveprofile.api.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named places: {@code /v1/profiles/{id}}, {@code /v1/quarantine/{id}:replay}. A place takes one whole
 * segment; a verb behind it is cut off its end.
 */
final class PathTemplate {
    private final String text;
    private final List<Segment> segments;

    private sealed interface Segment {
        record Literal(String text) implements Segment {}

        record Place(String name, String verb) implements Segment {}
    }

    PathTemplate(String text) {
        this.text = text;
        var read = new ArrayList<Segment>();
        for (var segment : text.substring(1).split("/")) {
            int end = segment.indexOf('}');
            read.add(
                    segment.startsWith("{")
                            ? new Segment.Place(segment.substring(1, end), segment.substring(end + 1))
                            : new Segment.Literal(segment));
        }
        segments = List.copyOf(read);
    }

    int length() {
        return segments.size();
    }

    /** What stands in the places, where this path is meant. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != length()) {
            return Optional.empty();
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isMet(segments.get(i), path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(places(path));
    }

    private static boolean isMet(Segment segment, String given) {
        return switch (segment) {
            case Segment.Literal(var literal) -> literal.equals(given);
            case Segment.Place(var _, var verb) -> given.endsWith(verb) && given.length() > verb.length();
        };
    }

    private Map<String, String> places(List<String> path) {
        var places = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            if (segments.get(i) instanceof Segment.Place(var name, var verb)) {
                var given = path.get(i);
                places.put(name, given.substring(0, given.length() - verb.length()));
            }
        }
        return places;
    }

    /** A more exact one is asked first: what names a verb or a literal, before what takes anything. */
    int freedom() {
        int freedom = 0;
        for (var segment : segments) {
            freedom = freedom * 3
                    + switch (segment) {
                        case Segment.Literal _ -> 0;
                        case Segment.Place place -> place.verb().isEmpty() ? 2 : 1;
                    };
        }
        return freedom;
    }

    @Override
    public String toString() {
        return text;
    }
}
