package io.liveprofile.persistence.r2dbc.projection;

import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Which read models there are, and the wish to build one anew. */
record Rebuilds(Generations generations, Map<String, ReadModel> models) {

    Mono<RebuildAnswer> begin(String projection) {
        var model = models.get(projection);
        return model == null
                ? Mono.just(RebuildAnswer.NO_TABLES)
                : generations.begin(model).map(begun -> begun ? RebuildAnswer.BEGUN : RebuildAnswer.ALREADY);
    }

    Mono<Boolean> cancel(String projection) {
        var model = models.get(projection);
        return model == null ? Mono.just(false) : generations.cancel(model);
    }

    Mono<Set<String>> underWay() {
        return generations.building();
    }

    Mono<Generation.Next> next(String projection) {
        return generations.of(projection).flatMap(known -> Mono.justOrEmpty(known.next()));
    }
}
