package io.liveprofile.loadtest.workload;

import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a stream of records must add up to, from what the generator knows and nothing that the service computes.
 */
public final class Expected {
    private final Map<Fate, Long> byFate = new EnumMap<>(Fate.class);
    private final Map<String, Long> soundByKey = new HashMap<>();
    private long records;

    public WorkloadRecord count(WorkloadRecord told) {
        records++;
        byFate.merge(told.fate(), 1L, Long::sum);
        if (told.fate() == Fate.SOUND) {
            soundByKey.merge(told.keyText(), 1L, Long::sum);
        }
        return told;
    }

    public long records() {
        return records;
    }

    public long of(Fate fate) {
        return byFate.getOrDefault(fate, 0L);
    }

    /** Distinct sound interactions by the key they came under. */
    public Map<String, Long> soundByKey() {
        return Collections.unmodifiableMap(soundByKey);
    }
}
