package io.liveprofile.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.liveprofile.profile.LiveProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two points, field by field, by JSON pointer. An entry of a list that stands in both isn't a change,
 * wherever it stands: {@code before} is at its place in the older list, {@code after} at its place in the newer one.
 */
final class Difference {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode changes;

    private Difference(ArrayNode changes) {
        this.changes = changes;
    }

    /** @param shown of the older profile, where there is one, then of the newer */
    static byte[] json(Optional<LiveProfile> before, LiveProfile after, AskedFields asked, List<ShownTraits> shown) {
        var older =
                before.map(profile -> tree(profile, asked, shown.getFirst())).orElseGet(JSON::createObjectNode);
        var newer = tree(after, asked, shown.getLast());
        var body = JSON.createObjectNode()
                .put("id", after.id().toString())
                .put("requestedId", after.requestedId().toString())
                .put("from", before.map(LiveProfile::sequence).orElse(0L))
                .put("to", after.sequence());
        new Difference(body.putArray("changes")).between("", older, newer);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(LiveProfile profile, AskedFields asked, ShownTraits shown) {
        try {
            return JSON.readTree(ProfileJson.of(profile, asked, shown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void between(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                var deeper = path + "/" + name.replace("~", "~0").replace("/", "~1");
                var older = before.get(name);
                var newer = after.get(name);
                if (older == null || newer == null) {
                    changed(deeper, older, newer);
                } else {
                    between(deeper, older, newer);
                }
            }
        } else if (before.isArray() && after.isArray()) {
            lists(path, before, after);
        } else {
            changed(path, before, after);
        }
    }

    private void lists(String path, JsonNode before, JsonNode after) {
        var stayed = new HashMap<JsonNode, Integer>();
        var newer = counted(after);
        counted(before).forEach((entry, times) -> {
            int both = Math.min(times, newer.getOrDefault(entry, 0));
            stayed.put(entry, both);
        });
        var left = new HashMap<>(stayed);
        for (int i = 0; i < before.size(); i++) {
            if (isGone(left, before.get(i))) {
                changed(path + "/" + i, before.get(i), null);
            }
        }
        left = new HashMap<>(stayed);
        for (int i = 0; i < after.size(); i++) {
            if (isGone(left, after.get(i))) {
                changed(path + "/" + i, null, after.get(i));
            }
        }
    }

    private static Map<JsonNode, Integer> counted(JsonNode list) {
        var times = new HashMap<JsonNode, Integer>();
        list.forEach(entry -> times.merge(entry, 1, Integer::sum));
        return times;
    }

    /** One that stands on the other side too is used up, as often as it stands there. */
    private static boolean isGone(Map<JsonNode, Integer> left, JsonNode entry) {
        int more = left.getOrDefault(entry, 0);
        left.put(entry, Math.max(0, more - 1));
        return more == 0;
    }

    private void changed(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        var change = changes.addObject().put("path", path);
        if (before != null) {
            change.set("before", before);
        }
        if (after != null) {
            change.set("after", after);
        }
    }
}
