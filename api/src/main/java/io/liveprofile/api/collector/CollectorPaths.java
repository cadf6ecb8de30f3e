package io.liveprofile.api.collector;

import io.liveprofile.ingest.collector.Collector.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** By which paths the SDKs call what they send. */
final class CollectorPaths {
    private static final Set<String> ALL =
            Arrays.stream(Kind.values()).flatMap(kind -> of(kind).stream()).collect(Collectors.toUnmodifiableSet());

    private CollectorPaths() {}

    /** Segment's browser SDK says {@code /v1/t} for {@code /v1/track}; RudderStack's sends its beacons aside. */
    static List<String> of(Kind kind) {
        var word = "/v1/" + kind.word();
        var initial = word.substring(0, "/v1/t".length());
        return kind == Kind.BATCH ? List.of(word, initial, "/beacon/v1/batch") : List.of(word, initial);
    }

    static boolean contain(String path) {
        return ALL.contains(path);
    }
}
