package io.liveprofile.api.projections;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.projections.operations.ParkedEntry;
import io.liveprofile.projections.operations.ProjectionState;
import io.liveprofile.projections.operations.ProjectionState.Failing;
import io.liveprofile.projections.operations.ProjectionState.Range;
import io.liveprofile.projections.operations.ProjectionState.Rebuilding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** As the API tells it. */
final class ProjectionsJson {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProjectionsJson() {}

    static ObjectNode of(List<ProjectionState> all) {
        var body = JSON.createObjectNode();
        var projections = body.putArray("projections");
        all.forEach(each -> projections.add(of(each)));
        return body;
    }

    static ObjectNode of(ProjectionState projection) {
        var body = JSON.createObjectNode()
                .put("name", projection.name())
                .put("state", word(projection.state()))
                .put("lagEntries", projection.lagEntries())
                .put("truncated", projection.truncated())
                .put("lagSeconds", seconds(projection.lag()))
                .put("parked", projection.parked());
        projection.rebuilding().ifPresent(rebuilding -> body.set("rebuilding", of(rebuilding)));
        var ranges = body.putArray("ranges");
        projection.ranges().forEach(range -> ranges.add(of(range)));
        return body;
    }

    private static ObjectNode of(Range range) {
        var body = JSON.createObjectNode()
                .put("minSlice", range.minSlice())
                .put("maxSlice", range.maxSlice())
                .put("state", word(range.state()))
                .put("upTo", range.upTo().toString())
                .put("lagEntries", range.lagEntries())
                .put("truncated", range.truncated())
                .put("lagSeconds", seconds(range.lag()));
        return failing(body, range.failing());
    }

    private static ObjectNode of(Rebuilding rebuilding) {
        var body = JSON.createObjectNode()
                .put("since", rebuilding.since().toString())
                .put("entries", rebuilding.entries())
                .put("missing", rebuilding.missing());
        return failing(body, rebuilding.failing());
    }

    private static ObjectNode failing(ObjectNode body, Optional<Failing> failing) {
        failing.ifPresent(
                fault -> body.put("failingSince", fault.since().toString()).put("error", fault.error()));
        return body;
    }

    static ObjectNode parked(List<ParkedEntry> entries) {
        var body = JSON.createObjectNode();
        var parked = body.putArray("parked");
        entries.forEach(entry -> parked.addObject()
                .put("id", entry.customer() + "@" + entry.sequence())
                .put("customer", entry.customer().toString())
                .put("sequence", entry.sequence())
                .put("written", entry.written().toString())
                .put("parked", entry.parked().toString())
                .put("error", entry.error()));
        return body;
    }

    private static double seconds(Duration lag) {
        return lag.toMillis() / MILLIS_PER_SECOND;
    }

    private static String word(ProjectionState.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
