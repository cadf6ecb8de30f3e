package io.liveprofile.api.pipeline;

import java.util.List;

/**
 * What one node sees.
 *
 * @param node its own address
 * @param freshness how old the interactions were that it has applied since it started, by the broker's time; the narrowest
 *     first
 */
public record PipelineStatus(String node, List<Member> members, List<Bucket> freshness) {

    public PipelineStatus {
        members = List.copyOf(members);
        freshness = List.copyOf(freshness);
    }

    /** One node of the cluster. */
    public record Member(String address, String status, boolean reachable) {}

    /** So many were no older than that, those of the buckets before it included. */
    public record Bucket(long millis, long interactions) {}
}
