package io.liveprofile.server;

import io.liveprofile.api.pipeline.PipelineStatus;
import io.liveprofile.api.pipeline.PipelineStatus.Bucket;
import io.liveprofile.api.pipeline.PipelineStatus.Member;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;

/** What this node sees of the cluster, and what it has measured of its own work. */
record PipelineView(ActorSystem<?> system, MeterRegistry registry) implements Supplier<PipelineStatus> {
    private static final String FRESHNESS = "live_profile_ingest_freshness";

    @Override
    public PipelineStatus get() {
        var cluster = Cluster.get(system);
        var state = cluster.state();
        var members = StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> new Member(
                        text(member.address()),
                        member.status().toString().toLowerCase(Locale.ROOT),
                        !state.getUnreachable().contains(member)))
                .toList();
        return new PipelineStatus(text(cluster.selfMember().address()), members, freshness());
    }

    private List<Bucket> freshness() {
        var timer = registry.find(FRESHNESS).timer();
        return timer == null
                ? List.of()
                : Arrays.stream(timer.takeSnapshot().histogramCounts())
                        .map(bucket -> new Bucket((long) bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count()))
                        .toList();
    }

    private static String text(Address address) {
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }
}
