package io.liveprofile.server;

import io.liveprofile.server.ServerSettings.Address;
import io.liveprofile.server.management.Health;
import io.liveprofile.server.management.Health.Condition;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;

/** This node's place in the cluster. */
final class Membership implements Health.Part {
    private final ActorSystem<?> system;

    Membership(ActorSystem<?> system) {
        this.system = system;
    }

    void join(ServerSettings settings) {
        switch (settings.bootstrap()) {
            case KUBERNETES -> ClusterBootstrap.get(system).start();
            case SEEDS -> joinSeeds(settings.seeds().isEmpty() ? List.of(settings.remote()) : settings.seeds());
        }
    }

    private void joinSeeds(List<Address> seeds) {
        var addresses = seeds.stream()
                .map(seed -> new org.apache.pekko.actor.Address("pekko", system.name(), seed.host(), seed.port()))
                .toList();
        Cluster.get(system).manager().tell(new JoinSeedNodes(addresses));
    }

    CompletionStage<Done> up() {
        var up = new CompletableFuture<Done>();
        org.apache.pekko.cluster.Cluster.get(system.classicSystem())
                .registerOnMemberUp(() -> up.complete(Done.getInstance()));
        return up;
    }

    @Override
    public CompletionStage<Condition> look() {
        var cluster = Cluster.get(system);
        var status = cluster.isTerminated()
                ? MemberStatus.removed()
                : cluster.selfMember().status();
        return CompletableFuture.completedFuture(new Condition(
                status.equals(MemberStatus.up()),
                cluster.selfMember().address().getHost().orElse("")
                        + ":"
                        + cluster.selfMember().address().getPort().orElse(0)
                        + " is " + status.toString().toLowerCase(Locale.ROOT)));
    }
}
