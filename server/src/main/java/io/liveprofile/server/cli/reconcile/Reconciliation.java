package io.liveprofile.server.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.projections.oracle.Difference;
import io.liveprofile.projections.oracle.Figures;
import io.liveprofile.projections.oracle.Oracle;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Compares customer by customer. What is told fits no memory, so it goes in passes: each reads all records and keeps those
 * of its part of the customers. Whoever doesn't agree is looked at again with what has come meanwhile, since traffic goes
 * on. Those who were erased and have begun anew, and whoever such an anonymous id merged into, are left out.
 */
final class Reconciliation {
    static final int LOOKS_MAX = 3;

    private static final int CHUNK = 500;

    /** Of so many customers it is kept what doesn't agree; the others are counted. */
    private static final int TOLD_MAX = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where to ask for the profiles that are live. */
    @FunctionalInterface
    interface Live {
        JsonNode ask(JsonNode body);
    }

    /** Waits until what was told has arrived everywhere. */
    @FunctionalInterface
    interface Settled {
        void await();
    }

    /** @param differing by customer: what isn't as it must be; empty beyond {@link #TOLD_MAX} customers */
    record Outcome(long customers, long records, SortedMap<String, List<Difference>> differing) {}

    private final Records records;
    private final Live live;
    private final Warehouse warehouse;
    private final Settled settled;
    private final int recordsMax;
    private final PrintStream progress;

    Reconciliation(
            Records records, Live live, Warehouse warehouse, Settled settled, int recordsMax, PrintStream progress) {
        this.records = records;
        this.live = live;
        this.warehouse = warehouse;
        this.settled = settled;
        this.recordsMax = recordsMax;
        this.progress = progress;
    }

    Outcome run() throws IOException, SQLException {
        settled.await();
        long count = records.count();
        int parts = Math.toIntExact(Math.max(1, (count + recordsMax - 1) / recordsMax));
        progress.printf(
                "%s: about %d records, in %d pass%s of at most about %d records in memory%n",
                records.told(), count, parts, parts == 1 ? "" : "es", recordsMax);
        var takers = warehouse.takers();
        long customers = 0;
        var suspects = new TreeMap<String, List<Difference>>();
        for (int part = 0; part < parts; part++) {
            int mine = part;
            var pass = pass(takers, customer -> Math.floorMod(customer.hashCode(), parts) == mine);
            customers += pass.customers();
            suspects.putAll(pass.differing());
            progress.printf(
                    "pass %d of %d: %d customers, %d don't agree%n",
                    part + 1, parts, pass.customers(), pass.differing().size());
        }
        for (int look = 2; look <= LOOKS_MAX && !suspects.isEmpty(); look++) {
            settled.await();
            records.renew();
            var again = Set.copyOf(suspects.keySet());
            suspects.clear();
            suspects.putAll(pass(warehouse.takers(), again::contains).differing());
            progress.printf("look %d at %d: %d don't agree%n", look, again.size(), suspects.size());
        }
        return new Outcome(customers, count, suspects);
    }

    private record Pass(long customers, Map<String, List<Difference>> differing) {}

    private Pass pass(Map<String, String> takers, Predicate<String> wanted) throws IOException, SQLException {
        UnaryOperator<String> owner = id -> takers.getOrDefault(id, id);
        var leftOut = new HashSet<String>();
        warehouse.reopened().forEach(id -> {
            leftOut.add(id);
            leftOut.add(owner.apply(id));
        });
        Predicate<String> compared = customer -> wanted.test(customer) && !leftOut.contains(customer);
        var oracle = new Oracle(owner, compared);
        records.each(oracle::take);
        var all = new TreeSet<>(oracle.customers());
        warehouse.customers(customer -> {
            if (compared.test(customer)) {
                all.add(customer);
            }
        });
        var differing = new HashMap<String, List<Difference>>();
        for (var chunk : Warehouse.chunks(all, CHUNK)) {
            var answers = live(chunk);
            var rows = warehouse.profiles(chunk);
            for (var customer : chunk) {
                var row = Optional.ofNullable(rows.get(customer));
                var found = answers.erased().contains(customer)
                        ? row.map(_ -> List.of(new Difference("warehouse", "a row", "")))
                                .orElse(List.of())
                        : differences(
                                oracle,
                                customer,
                                Optional.ofNullable(answers.profiles().get(customer)),
                                row);
                if (!found.isEmpty()) {
                    differing.put(customer, differing.size() < TOLD_MAX ? found : List.of());
                }
            }
        }
        return new Pass(all.size(), differing);
    }

    private static List<Difference> differences(
            Oracle oracle, String customer, Optional<JsonNode> live, Optional<JsonNode> row) {
        if (!oracle.customers().contains(customer)) {
            return List.of(new Difference("warehouse", "", "a row"));
        }
        var expected = oracle.profile(customer);
        var all = new ArrayList<Difference>();
        live.ifPresentOrElse(
                profile -> Difference.between(expected, profile).forEach(each -> all.add(each.within("live"))),
                () -> all.add(new Difference("live", "a profile", "")));
        row.ifPresentOrElse(
                figures -> Difference.between(Figures.of(expected), figures)
                        .forEach(each -> all.add(each.within("warehouse"))),
                () -> all.add(new Difference("warehouse", "a row", "")));
        return all;
    }

    /** @param erased of whom there must be nothing, whatever the records say */
    private record Answers(Map<String, JsonNode> profiles, Set<String> erased) {}

    /** By customer; whoever answers as somebody else is missing. */
    private Answers live(Collection<String> customers) {
        var body = JSON.createObjectNode();
        var ids = body.putArray("ids");
        customers.forEach(ids::add);
        var found = new HashMap<String, JsonNode>();
        var erased = new HashSet<String>();
        var asked = new HashSet<>(customers);
        for (var result : live.ask(body).path("results")) {
            var profile = result.path("profile");
            var id = profile.path("id").asText();
            if (asked.contains(id) && id.equals(result.path("id").asText())) {
                found.put(id, profile);
            } else if (result.path("code").asText().equals("erased")) {
                erased.add(result.path("id").asText());
            }
        }
        return new Answers(found, erased);
    }
}
