package io.liveprofile.ingest;

import java.util.List;

/**
 * Where ingest is.
 *
 * @param lagRecords of the whole consumer group: what the topics hold and nobody has settled yet
 * @param partitions those that this node reads now
 */
public record IngestStatus(long lagRecords, List<Partition> partitions) {

    public IngestStatus {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition, as this process has seen it since it started.
     *
     * @param lagSeconds how long ago the records came that are settled now; 0 when there is nothing to settle
     */
    public record Partition(
            String topic,
            int partition,
            long consumed,
            long applied,
            long duplicate,
            long quarantined,
            long skipped,
            long inFlight,
            long lagRecords,
            double lagSeconds) {}
}
