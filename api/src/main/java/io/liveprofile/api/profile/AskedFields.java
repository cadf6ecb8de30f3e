package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which parts of a profile are wanted. Whose it is and how new is told always. */
final class AskedFields {
    static final String PARAMETER = "fields";

    /** Told always. */
    static final List<String> ALWAYS = List.of("id", "requestedId", "sequence", "stale", "staleReason");

    /** As they stand in the answer. */
    static final List<String> NAMES = ProfileJson.PARTS.stream()
            .map(Part::field)
            .filter(field -> !ALWAYS.contains(field))
            .toList();

    private static final Set<String> KNOWN = Set.copyOf(NAMES);

    static final AskedFields ALL = new AskedFields(List.of());

    private static final int LISTS_MAX = 256;

    /** An engine sends the same list with each request. */
    private static final Meanings<AskedFields> LISTS =
            new Meanings<>(LISTS_MAX, text -> of(PARAMETER, Arrays.asList(text.split(",", -1))));

    private final SortedSet<String> names;
    private final boolean isAll;
    private final List<Part> parts;

    private AskedFields(Collection<String> names) {
        this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        this.isAll = names.isEmpty();
        this.parts = ProfileJson.PARTS.stream()
                .filter(part -> ALWAYS.contains(part.field()) || has(part.field()))
                .toList();
    }

    static AskedFields in(Call call) {
        return call.query(PARAMETER).map(LISTS::of).orElse(ALL);
    }

    /** @param field where the names were told */
    static AskedFields of(String field, Collection<String> names) {
        unknown(names).ifPresent(name -> {
            throw new BadCall(Problem.badField(
                    field, "names \"" + name + "\", which is no field; there are " + String.join(", ", NAMES)));
        });
        return new AskedFields(names);
    }

    private static Optional<String> unknown(Collection<String> names) {
        for (var name : names) {
            if (!KNOWN.contains(name) && !ALWAYS.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** In order; empty means all. */
    SortedSet<String> names() {
        return names;
    }

    /** What is told, in the order in which it is; found out once, not for each profile. */
    List<Part> parts() {
        return parts;
    }

    boolean has(String name) {
        return isAll || names.contains(name);
    }
}
