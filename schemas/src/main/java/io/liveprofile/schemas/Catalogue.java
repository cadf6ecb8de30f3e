package io.liveprofile.schemas;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every contract, by each name that producers use. Immutable; read once at the start. */
public final class Catalogue {
    private final Map<String, Contract> byAnyName = new HashMap<>();
    private final Map<String, Contract> byName = new TreeMap<>();
    private final Contract generic;

    /** Of several versions of one interaction the newest counts. */
    public Catalogue(Collection<Contract> contracts, Contract generic) {
        this.generic = generic;
        for (var contract : contracts) {
            byName.merge(contract.name(), contract, (one, other) -> one.version() > other.version() ? one : other);
        }
        for (var contract : byName.values()) {
            claim(contract.name(), contract);
            contract.aliases().forEach(alias -> claim(alias, contract));
        }
    }

    private void claim(String name, Contract contract) {
        var other = byAnyName.put(name, contract);
        if (other != null) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" names both " + other.name() + " and " + contract.name());
        }
    }

    /** By its own name or an alias; null: the contract doesn't name it, see {@link #generic}. Allocates nothing. */
    public @Nullable Contract find(String name) {
        return byAnyName.get(name);
    }

    /** For interactions that no schema names: the envelope and its context are known, all else is unnamed. */
    public Contract generic() {
        return generic;
    }

    /** In the order of their names. */
    public List<Contract> contracts() {
        return List.copyOf(byName.values());
    }
}
