package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which parts of a profile are wanted. Whose it is and how new is told always.
 *
 * @param names in order; empty means all
 */
record AskedFields(TreeSet<String> names) {
    static final String PARAMETER = "fields";
    static final AskedFields ALL = new AskedFields(new TreeSet<>());

    /** Told always. */
    static final List<String> ALWAYS = List.of("id", "requestedId", "sequence", "stale", "staleReason");

    /** As they stand in the answer. */
    static final List<String> NAMES = List.of(
            "eventTime",
            "stateHash",
            "firstSeen",
            "lastSeen",
            "identifiers",
            "traits",
            "traitSources",
            "devices",
            "places",
            "consents",
            "counts",
            "days",
            "session",
            "sessions",
            "timeline",
            "cart",
            "orders",
            "bought",
            "interests",
            "support",
            "messages",
            "signIns",
            "payments",
            "subscriptions",
            "judgedAt",
            "ruleVersion",
            "churn",
            "fraud",
            "segments",
            "links",
            "truncated");

    private static final Set<String> KNOWN = Set.copyOf(NAMES);

    static AskedFields in(Call call) {
        return call.query(PARAMETER)
                .map(text -> of(PARAMETER, List.of(text.split(",", -1))))
                .orElse(ALL);
    }

    /** @param field where the names were told */
    static AskedFields of(String field, Collection<String> names) {
        unknown(names).ifPresent(name -> {
            throw new BadCall(Problem.badField(
                    field, "names \"" + name + "\", which is no field; there are " + String.join(", ", NAMES)));
        });
        return new AskedFields(new TreeSet<>(names));
    }

    private static Optional<String> unknown(Collection<String> names) {
        return names.stream()
                .filter(name -> !KNOWN.contains(name) && !ALWAYS.contains(name))
                .findFirst();
    }

    boolean has(String name) {
        return names.isEmpty() || names.contains(name) || ALWAYS.contains(name);
    }
}
