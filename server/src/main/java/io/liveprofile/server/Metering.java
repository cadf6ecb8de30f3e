package io.liveprofile.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Puts what all modules measure where Prometheus reads it, and adds what only the process knows. */
final class Metering {
    private static final List<MemberStatus> SHOWN =
            List.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up(), MemberStatus.leaving());

    private Metering() {}

    static PrometheusMeterRegistry start(Map<String, String> versions) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.globalRegistry.add(registry);
        for (var binder : binders()) {
            binder.bindTo(registry);
        }
        Gauge.builder("live_profile_server_info", () -> 1)
                .description("1; what runs is in the labels")
                .tags(Tags.of(versions.entrySet().stream()
                        .map(version -> Tag.of(version.getKey(), version.getValue()))
                        .toList()))
                .register(registry);
        return registry;
    }

    private static List<MeterBinder> binders() {
        return List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                gc(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                logged());
    }

    /** Listens to the collector for as long as the process lives: there is nothing to close it for. */
    @SuppressWarnings("resource")
    private static MeterBinder gc() {
        return new JvmGcMetrics();
    }

    @SuppressWarnings("resource")
    private static MeterBinder logged() {
        return new LogbackMetrics();
    }

    static void cluster(PrometheusMeterRegistry registry, ActorSystem<?> system) {
        var cluster = Cluster.get(system);
        for (var status : SHOWN) {
            Gauge.builder("live_profile_server_cluster_members", () -> members(cluster, status))
                    .description("members of the cluster as this node sees it")
                    .tag("status", status.toString())
                    .register(registry);
        }
        Gauge.builder(
                        "live_profile_server_cluster_unreachable",
                        () -> cluster.state().getUnreachable().size())
                .description("members that this node doesn't reach")
                .register(registry);
    }

    private static long members(Cluster cluster, MemberStatus status) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(status))
                .count();
    }
}
