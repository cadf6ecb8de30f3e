package io.liveprofile.projections.search;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.Standings;
import io.liveprofile.projections.search.SearchTables.Lookup;
import io.liveprofile.projections.search.SearchTables.Standing;
import io.liveprofile.sealing.LookupDigest;
import io.liveprofile.sealing.SubjectKey;
import io.liveprofile.sealing.SubjectKeys;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Fills the index. An anonymous profile that has merged leaves it, and its taker is found by what it told. */
public final class SearchProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "search";
    static final ReadModel MODEL = new ReadModel(
            NAME, List.of(SearchTables.LOOKUPS.table(), SearchTables.STANDINGS.table(), SearchTables.SEEN.table()));

    private final SearchTables tables;
    private final SubjectKeys keys;
    private final LookupDigest digest;

    SearchProjection(ReadModel.Names names, SubjectKeys keys, LookupDigest digest) {
        this.tables = new SearchTables(names);
        this.keys = keys;
        this.digest = digest;
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(
            Projections projections, String entityType, int ranges, SubjectKeys keys, LookupDigest digest) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new SearchProjection(names, keys, digest)));
    }

    private record Telling(String customerId, Interaction interaction) {}

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var standing = new HashMap<String, Standing>();
        var gone = new HashSet<String>();
        var tellings = new ArrayList<Telling>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            Standings.headline(envelope.event())
                    .ifPresent(headline -> standing.put(id, new Standing(id, headline, envelope.sequenceNr())));
            if (envelope.event() instanceof Observed observed) {
                observed.interactions().stream()
                        .filter(ToldTraits::areIn)
                        .forEach(interaction -> tellings.add(new Telling(id, interaction)));
            } else if (Standings.isLast(envelope)) {
                gone.add(id);
            }
        }
        standing.keySet().removeAll(gone);
        return lookups(tellings, gone)
                .flatMap(told -> tables.write(connection, told, List.copyOf(standing.values()), List.copyOf(gone)));
    }

    private Mono<List<Lookup>> lookups(List<Telling> tellings, Set<String> gone) {
        var subjects = tellings.stream()
                .filter(telling -> !gone.contains(telling.customerId()))
                .map(telling -> telling.interaction().source().toString())
                .collect(Collectors.toSet());
        return subjects.isEmpty()
                ? Mono.just(List.of())
                : Mono.fromCompletionStage(() -> keys.of(subjects)).map(found -> newest(tellings, found));
    }

    /** A subject whose key is gone was erased: nobody finds it any more. */
    private List<Lookup> newest(List<Telling> tellings, Map<String, SubjectKey> found) {
        var newest = new LinkedHashMap<String, Lookup>();
        for (var telling : tellings) {
            var interaction = telling.interaction();
            var key = found.get(interaction.source().toString());
            if (key != null) {
                for (var told : new ToldTraits(interaction, key).all()) {
                    var lookup = new Lookup(
                            telling.customerId(),
                            told.trait(),
                            told.kind(),
                            digest.of(told.kind().word(), told.value()),
                            interaction.atMillis(),
                            interaction.messageId());
                    newest.merge(
                            telling.customerId() + "\0" + told.trait(),
                            lookup,
                            (one, other) -> other.isNewerThan(one) ? other : one);
                }
            }
        }
        return List.copyOf(newest.values());
    }
}
