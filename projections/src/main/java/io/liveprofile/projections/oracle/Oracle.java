package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the profiles must be, from the raw records of a topic: for the shapes of the reference workloads ("shop-day" and the
 * sample shop), and for removals, refunds, payments and subscriptions. Slow and plain on purpose. It keeps the records of
 * the customers who are wanted, as bytes.
 */
public final class Oracle {
    private final Map<String, List<byte[]>> byCustomer = new HashMap<>();
    private final UnaryOperator<String> owner;
    private final Predicate<String> wanted;

    /** Each id is a customer of its own, and all are wanted. */
    public Oracle() {
        this(id -> id, _ -> true);
    }

    /** @param owner whose the records under an id are, where an anonymous one has merged */
    public Oracle(UnaryOperator<String> owner, Predicate<String> wanted) {
        this.owner = owner;
        this.wanted = wanted;
    }

    /** In the order of their offsets: of two with the same message id, the first counts. */
    public void take(byte[] value) {
        Raw.read(value)
                .map(raw -> owner.apply(raw.customer()))
                .filter(wanted)
                .ifPresent(customer -> byCustomer
                        .computeIfAbsent(customer, _ -> new ArrayList<>())
                        .add(value));
    }

    public Set<String> customers() {
        return byCustomer.keySet();
    }

    private List<Raw> interactions(String customer) {
        var once = new LinkedHashMap<String, Raw>();
        for (var value : byCustomer.getOrDefault(customer, List.of())) {
            Raw.read(value).ifPresent(raw -> once.putIfAbsent(raw.messageId(), raw));
        }
        return once.values().stream().sorted(Raw.OLDEST_FIRST).toList();
    }

    /**
     * Of one customer, as the API publishes it, without what tells the way and not the facts: ids, sequence, stateHash,
     * links, and the sentences of the timeline.
     */
    public ObjectNode profile(String customer) {
        var all = interactions(customer);
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
