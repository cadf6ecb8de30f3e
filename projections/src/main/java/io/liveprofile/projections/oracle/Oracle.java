package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the profiles must be, from the raw records of a topic, all at hand: for the shapes of the reference workloads
 * ("shop-day" and the sample shop). Slow and plain on purpose.
 */
public final class Oracle {
    private final Map<String, List<Raw>> byCustomer = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** In the order of their offsets: of two with the same message id, the first counts. */
    public void take(byte[] value) {
        Raw.read(value).ifPresent(raw -> {
            if (seen.add(raw.customer() + " " + raw.messageId())) {
                byCustomer
                        .computeIfAbsent(raw.customer(), _ -> new ArrayList<>())
                        .add(raw);
            }
        });
    }

    public Set<String> customers() {
        return byCustomer.keySet();
    }

    /**
     * Of one customer, as the API publishes it, without what tells the way and not the facts: ids, sequence, stateHash,
     * and the sentences of the timeline.
     */
    public ObjectNode profile(String customer) {
        var all = byCustomer.getOrDefault(customer, List.of()).stream()
                .sorted(Raw.OLDEST_FIRST)
                .toList();
        var profile = Told.object()
                .put("eventTime", Told.time(all.getLast().atMillis()))
                .put("firstSeen", Told.time(all.getFirst().atMillis()))
                .put("lastSeen", Told.time(all.getLast().atMillis()));
        var truncated = new ArrayList<String>();
        Activity.tell(all, profile);
        Person.tell(all, profile, truncated);
        Shopping.tell(all, profile, truncated);
        Account.tell(all, profile, truncated);
        var names = profile.putArray("truncated");
        PARTS.stream().filter(truncated::contains).forEach(names::add);
        return profile;
    }

    /** In the order in which the profile tells them. */
    private static final List<String> PARTS =
            List.of("identifiers", "devices", "places", "cart", "bought", "interests", "support");
}
