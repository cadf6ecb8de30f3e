package io.liveprofile.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The fields of an interaction, flat: a nested one goes by its path ({@code context.device.id}). Most interactions have
 * a handful, so that two lists beat a hash map in room and time.
 */
public record Fields(List<String> paths, List<Value> values) {

    public static final Fields NONE = new Fields(List.of(), List.of());

    /** Everything that no schema names, sealed as one piece, stands under this path. */
    public static final String UNNAMED = "*";

    public Fields {
        if (paths.size() != values.size()) {
            throw new IllegalArgumentException(paths.size() + " paths for " + values.size() + " values");
        }
        paths = List.copyOf(paths);
        values = List.copyOf(values);
    }

    public static Fields of(String path, Value value) {
        return new Fields(List.of(path), List.of(value));
    }

    public int size() {
        return paths.size();
    }

    public Optional<Value> get(String path) {
        int at = paths.indexOf(path);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    public void forEach(BiConsumer<String, Value> each) {
        for (int i = 0; i < paths.size(); i++) {
            each.accept(paths.get(i), values.get(i));
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes paths in any order; the one that a path got first stays. */
    public static final class Builder {
        private final List<String> paths = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();

        private Builder() {}

        public Builder put(String path, Value value) {
            if (!paths.contains(path)) {
                paths.add(path);
                values.add(value);
            }
            return this;
        }

        public Fields build() {
            return paths.isEmpty() ? NONE : new Fields(paths, values);
        }
    }
}
