package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.judgement.Segment;
import io.liveprofile.projections.search.CustomerSearch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The segments that the rules in force name, and who is in them. As fresh as the search index is. */
public final class SegmentEndpoints {
    private static final String NAME = "name";

    private final CustomerProfiles profiles;
    private final Finder finder;

    public SegmentEndpoints(CustomerProfiles profiles, Finder finder) {
        this.profiles = profiles;
        this.finder = finder;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, "/v1/segments", Endpoint.READERS, this::segments),
                new Endpoint(
                        HttpMethods.GET,
                        "/v1/segments/{name}/members",
                        SearchEndpoint.SEARCHERS,
                        Set.of("sort", "cursor", "limit"),
                        this::members));
    }

    private CompletionStage<HttpResponse> segments(Call call) {
        var rules = profiles.rules();
        var names = rules.segments().stream().map(Segment::name).toList();
        return finder.members(names)
                .thenApply(members -> ProfileAnswer.json(JsonOut.object(out -> out.text("ruleVersion", rules.version())
                        .array(
                                "segments",
                                IntStream.range(0, names.size()).boxed().toList(),
                                (each, i) -> segment(each, rules.segments().get(i), members.get(i))))));
    }

    private static void segment(JsonOut out, Segment segment, CustomerSearch.Members members) {
        out.text("name", segment.name())
                .text("title", segment.title())
                .text("when", segment.condition())
                .number("members", members.counted());
        if (members.truncated()) {
            out.flag("truncated", true);
        }
    }

    private CompletionStage<HttpResponse> members(Call call) {
        var name = call.path(NAME);
        boolean known = profiles.rules().segments().stream()
                .anyMatch(segment -> segment.name().equals(name));
        return known
                ? SearchEndpoint.page(call, finder, CustomerSearch.Filter.members(name), "members")
                : CompletableFuture.completedFuture(
                        Problem.notFound("No segment is called " + name + "; GET /v1/segments tells which are.")
                                .toResponse());
    }
}
