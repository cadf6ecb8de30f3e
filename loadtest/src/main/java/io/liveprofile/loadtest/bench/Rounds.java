package io.liveprofile.loadtest.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a set of contestants measured, by contestant and reading. */
public final class Rounds {
    private record Key(String contestant, String reading) {}

    private record Values(String unit, List<Double> rounds) {}

    private final Map<Key, Values> values = new LinkedHashMap<>();

    void add(String contestant, Readings readings) {
        for (var reading : readings.all()) {
            values.computeIfAbsent(
                            new Key(contestant, reading.name()), key -> new Values(reading.unit(), new ArrayList<>()))
                    .rounds()
                    .add(reading.value());
        }
    }

    public Series of(String contestant, String reading) {
        var found = values.get(new Key(contestant, reading));
        if (found == null) {
            throw new IllegalArgumentException(
                    "nothing was measured as '" + reading + "' of '" + contestant + "'; there is " + values.keySet());
        }
        return new Series(contestant + ": " + reading, found.unit(), found.rounds());
    }
}
