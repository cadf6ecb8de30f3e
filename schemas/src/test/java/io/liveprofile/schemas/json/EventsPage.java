package io.liveprofile.schemas.json;

import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Coarse;
import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of {@code docs/events.md} that is made from the schemas. */
final class EventsPage {
    private final StringBuilder page = new StringBuilder();
    private final Shape known;

    private EventsPage(Shape known) {
        this.known = known;
    }

    static String of(Catalogue catalogue) {
        var page = new EventsPage(catalogue.generic().record());
        page.everyRecord();
        var groups = new TreeMap<String, List<Contract>>(
                catalogue.contracts().stream().collect(Collectors.groupingBy(Contract::group)));
        groups.forEach(page::group);
        return page.page.toString();
    }

    private void everyRecord() {
        page.append("\n### every record\n\n");
        fields("Read and not kept", known, field -> field.kind() == Kind.ENVELOPE);
        fields("Clear", known, field -> field.kind() == Kind.CLEAR);
        fields("Sealed", known, field -> field.kind() == Kind.PERSONAL);
    }

    private void group(String group, List<Contract> contracts) {
        page.append("\n### ").append(group).append('\n');
        for (var contract : contracts) {
            page.append("\n**%s** (v%d). %s\n\n".formatted(contract.name(), contract.version(), contract.sentence()));
            if (!contract.aliases().isEmpty()) {
                page.append("- Also sent as: ")
                        .append(String.join(", ", contract.aliases()))
                        .append(".\n");
            }
            var needs = new TreeSet<String>();
            collectRequired("", contract.record(), needs);
            needs.remove("type");
            if (!needs.isEmpty()) {
                page.append("- Needs: ")
                        .append(needs.stream().map(EventsPage::code).collect(Collectors.joining(", ")))
                        .append(".\n");
            }
            fields("Read and not kept", contract.record(), field -> field.kind() == Kind.ENVELOPE);
            fields("Clear", contract.record(), field -> field.kind() == Kind.CLEAR);
            fields("Sealed", contract.record(), field -> field.kind() == Kind.PERSONAL);
        }
    }

    private void fields(String title, Shape record, Predicate<Shape> kind) {
        var lines = new TreeSet<String>();
        collect("", record, kind, lines);
        if (record != known) {
            var everywhere = new TreeSet<String>();
            collect("", known, kind, everywhere);
            lines.removeAll(everywhere);
        }
        if (!lines.isEmpty()) {
            page.append("- %s: %s.\n".formatted(title, String.join(", ", lines)));
        }
    }

    private static void collect(String place, Shape shape, Predicate<Shape> kind, TreeSet<String> lines) {
        for (var name : shape.names()) {
            if (shape.aliases().containsKey(name)) {
                continue;
            }
            var field = Objects.requireNonNull(shape.field(name));
            var below = place.isEmpty() ? name : place + "." + name;
            var items = field.items();
            if (items != null) {
                collect(below + "[]", items, kind, lines);
            } else if (field.names().isEmpty()) {
                if (kind.test(field)) {
                    lines.add(code(below) + aliases(shape, name) + coarse(field));
                }
            } else {
                collect(below, field, kind, lines);
            }
        }
    }

    private static void collectRequired(String place, Shape shape, TreeSet<String> needs) {
        for (var name : shape.required()) {
            var below = place.isEmpty() ? name : place + "." + name;
            var field = Objects.requireNonNull(shape.field(name));
            if (field.required().isEmpty()) {
                needs.add(below);
            }
            collectRequired(below, field, needs);
        }
    }

    private static String aliases(Shape shape, String name) {
        var aliases = shape.aliases().entrySet().stream()
                .filter(alias -> alias.getValue().equals(name))
                .map(alias -> code(alias.getKey()))
                .sorted()
                .collect(Collectors.joining(", "));
        return aliases.isEmpty() ? "" : " (or " + aliases + ")";
    }

    private static String coarse(Shape field) {
        return field.coarse() == Coarse.NOTHING ? "" : " (coarsely in clear)";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
