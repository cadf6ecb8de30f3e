package io.liveprofile.api.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.ingest.IngestStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How far ingest is. */
public final class IngestEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<IngestStatus> status;

    public IngestEndpoints(Supplier<IngestStatus> status) {
        this.status = status;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/ingest", Endpoint.ADMINS, _ -> told()));
    }

    private CompletionStage<HttpResponse> told() {
        var now = status.get();
        var body = JSON.createObjectNode().put("lagRecords", now.lagRecords());
        var partitions = body.putArray("partitions");
        now.partitions().forEach(partition -> partitions.add(json(partition)));
        return CompletableFuture.completedFuture(
                HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString())));
    }

    private static ObjectNode json(IngestStatus.Partition partition) {
        return JSON.createObjectNode()
                .put("topic", partition.topic())
                .put("partition", partition.partition())
                .put("consumed", partition.consumed())
                .put("applied", partition.applied())
                .put("duplicate", partition.duplicate())
                .put("quarantined", partition.quarantined())
                .put("skipped", partition.skipped())
                .put("inFlight", partition.inFlight())
                .put("lagRecords", partition.lagRecords())
                .put("lagSeconds", partition.lagSeconds());
    }
}
