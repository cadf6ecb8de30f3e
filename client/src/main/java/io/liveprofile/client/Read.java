package io.liveprofile.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a profile is asked for, and as of when. */
public record Read(Map<String, String> parameters) {
    /** All of it, as it stands. */
    public static final Read ALL = new Read(Map.of());

    public Read {
        parameters = Map.copyOf(parameters);
    }

    /** Only these, by their names in the profile. */
    public Read fields(String... names) {
        return with("fields", String.join(",", names));
    }

    /** As it was then known: a sequence number, or a time of the journal. */
    public Read at(String point) {
        return with("at", point);
    }

    /**
     * Once this interaction is in, or as it stands when the wait is over: see {@link Profile#staleReason}.
     *
     * @param interaction a message id, or {@code topic:partition:offset}
     */
    public Read after(String interaction, Duration wait) {
        return with("after", interaction).with("wait", wait.toMillis() + "ms");
    }

    static Read fields(List<String> names) {
        return names.isEmpty() ? ALL : ALL.with("fields", String.join(",", names));
    }

    private Read with(String parameter, String value) {
        var all = new LinkedHashMap<>(parameters);
        all.put(parameter, value);
        return new Read(all);
    }
}
