package io.liveprofile.loadtest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one round of one contestant measured. Every round of a contestant reads the same things. */
public record Readings(List<Reading> all) {

    public record Reading(String name, double value, String unit) {
        public Reading {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the reading '" + name + "' is " + value + ", not a measurement");
            }
        }
    }

    public Readings {
        all = List.copyOf(all);
    }

    public static Readings of(String name, double value, String unit) {
        return new Readings(List.of(new Reading(name, value, unit)));
    }

    public Readings and(String name, double value, String unit) {
        var more = new ArrayList<>(all);
        more.add(new Reading(name, value, unit));
        return new Readings(more);
    }

    @Override
    public String toString() {
        return all.stream()
                .map(reading -> reading.name() + " " + Numbers.plain(reading.value()) + " " + reading.unit())
                .collect(Collectors.joining(", "));
    }
}
