package io.liveprofile.schemas.json;

import io.liveprofile.schemas.Bounds;
import io.liveprofile.schemas.Coarse;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Type;
import io.liveprofile.schemas.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the files of schemas to shapes, with every {@code $ref} followed. */
final class SchemaCompiler {
    private final Map<String, Map<String, Object>> files;

    SchemaCompiler(Map<String, Map<String, Object>> files) {
        this.files = files;
    }

    Shape record(String file) {
        return shape(merged(file), "", 0);
    }

    Keywords keywords(String file) {
        var raw = files.get(file);
        if (raw == null) {
            throw new BadSchema(file, "", "is referred to and doesn't exist");
        }
        return new Keywords(file, "", raw);
    }

    private Merged merged(String file) {
        return merged(keywords(file), new Merged());
    }

    /** A schema and all that it refers to, as one. */
    private static final class Merged {
        private final Map<String, Object> plain = new LinkedHashMap<>();
        private final Map<String, Keywords> properties = new LinkedHashMap<>();
        private final List<String> required = new ArrayList<>();
        private @Nullable Keywords items;
    }

    private Merged merged(Keywords schema, Merged into) {
        if (schema.says("$ref")) {
            merged(target(schema), into);
        }
        schema.raw().forEach((keyword, value) -> {
            switch (keyword) {
                case "$schema", "$id", "$ref", "$defs", "examples", "x-aliases" -> {}
                case "title", "description" -> into.plain.put(keyword, value);
                case "properties" ->
                    schema.object(keyword).forEach((name, raw) -> {
                        var place = schema.place() + "/properties/" + name;
                        var own = new Keywords(schema.file(), place, schema.object(name, raw));
                        if (into.properties.put(name, own) != null) {
                            throw own.bad("is described twice: here and where $ref points");
                        }
                    });
                case "required" ->
                    schema.texts(keyword).forEach(name -> {
                        if (!schema.object("properties").containsKey(name)) {
                            throw schema.bad("requires " + name + ", which is not among the properties beside it");
                        }
                        into.required.add(name);
                    });
                case "items" ->
                    into.items = new Keywords(schema.file(), schema.place() + "/items", schema.object(keyword));
                default -> {
                    var other = into.plain.put(keyword, value);
                    if (other != null && !other.equals(value)) {
                        throw schema.bad(keyword + " is said differently where $ref points");
                    }
                }
            }
        });
        into.plain.put("file", schema.file());
        return into;
    }

    private Keywords target(Keywords schema) {
        var ref = schema.text("$ref");
        int hash = ref.indexOf('#');
        var relative = hash < 0 ? ref : ref.substring(0, hash);
        var file = relative.isEmpty()
                ? schema.file()
                : Path.of(schema.file()).resolveSibling(relative).normalize().toString();
        var target = keywords(file);
        if (hash < 0) {
            return target;
        }
        var fragment = ref.substring(hash + 1);
        if (!fragment.startsWith("/$defs/")) {
            throw schema.bad("$ref may point to a file or to one of its $defs");
        }
        var definition = target.object("$defs").get(fragment.substring("/$defs/".length()));
        if (definition == null) {
            throw schema.bad("$ref points to nothing");
        }
        return new Keywords(file, fragment, target.object(fragment, definition));
    }

    private Shape shape(Merged merged, String path, int depth) {
        var file = String.valueOf(merged.plain.remove("file"));
        var says = new Keywords(file, path, merged.plain);
        if (depth >= Walk.DEPTH_MAX) {
            throw says.bad("goes deeper than " + Walk.DEPTH_MAX);
        }
        var fields = new HashMap<String, Shape>();
        var aliases = new HashMap<String, String>();
        merged.properties.forEach((name, property) -> {
            fields.put(name, shape(merged(property, new Merged()), below(path, name, property), depth + 1));
            for (var alias : property.texts("x-aliases")) {
                if (merged.properties.containsKey(alias) || aliases.put(alias, name) != null) {
                    throw property.bad("the alias " + alias + " names something else already");
                }
            }
        });
        var items = merged.items == null ? null : shape(merged(merged.items, new Merged()), "", depth + 1);
        var shape = new Shape(
                path, says.kind(), says.coarse(), says.types(), says.bounds(), fields, aliases, merged.required, items);
        check(shape, says);
        return shape;
    }

    private static String below(String path, String name, Keywords property) {
        if (name.isEmpty() || name.indexOf('.') >= 0 || name.equals("*")) {
            throw property.bad("a name can't be empty, * or hold a dot: paths are made of names");
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** What makes deny by default and a bounded store hold for whatever is written into a schema. */
    private static void check(Shape shape, Keywords says) {
        var types = shape.types();
        var containers = EnumSet.copyOf(Set.of(Type.OBJECT, Type.ARRAY));
        containers.retainAll(types);
        boolean insides = !shape.names().isEmpty() || shape.items() != null;
        if (types.isEmpty()) {
            throw says.bad("says no type");
        }
        if (shape.required().size() > Shape.REQUIRED_MAX) {
            throw says.bad("requires more than " + Shape.REQUIRED_MAX + " properties");
        }
        if (types.contains(Type.NUMBER)
                && (shape.bounds().minimum().isEmpty()
                        || shape.bounds().maximum().isEmpty())) {
            throw says.bad("a number needs a minimum and a maximum");
        }
        if (shape.coarse() != Coarse.NOTHING && shape.kind() != Kind.PERSONAL) {
            throw says.bad("only what is personal can stay in clear coarsely");
        }
        if (shape.kind() == Kind.PERSONAL) {
            if (insides) {
                throw says.bad("what is personal is sealed as one piece, so nothing inside can be described");
            }
            return;
        }
        if (!containers.isEmpty()) {
            checkContainer(shape, says);
        } else if (insides) {
            throw says.bad("describes insides and is neither object nor array");
        } else if (types.contains(Type.TEXT)
                && shape.kind() == Kind.CLEAR
                && shape.bounds().lengthMax() == Bounds.NO_MAX
                && shape.bounds().words().isEmpty()
                && !shape.readsTextAsNumber()) {
            throw says.bad("text that is kept in clear needs a maxLength");
        }
    }

    private static void checkContainer(Shape shape, Keywords says) {
        if (shape.types().size() > 1 || shape.kind() == Kind.ENVELOPE) {
            throw says.bad("an object or array that isn't personal can be nothing else");
        }
        var items = shape.items();
        if (shape.allowsOnly(Type.ARRAY)) {
            if (items == null || !items.allowsOnly(Type.OBJECT) || items.kind() != Kind.CLEAR) {
                throw says.bad("an array that isn't personal needs items that are objects");
            }
            if (shape.bounds().itemsMax() == Bounds.NO_MAX) {
                throw says.bad("an array that isn't personal needs maxItems");
            }
        } else if (items != null) {
            throw says.bad("only an array has items");
        }
    }
}
