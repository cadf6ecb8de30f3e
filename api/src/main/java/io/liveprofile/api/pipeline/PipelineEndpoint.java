package io.liveprofile.api.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The cluster and how fresh what it has applied was, as the answering node sees them. */
public final class PipelineEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<PipelineStatus> status;

    public PipelineEndpoint(Supplier<PipelineStatus> status) {
        this.status = status;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/pipeline", Endpoint.ADMINS, this::told));
    }

    private CompletionStage<HttpResponse> told(Call call) {
        var now = status.get();
        var body = JSON.createObjectNode().put("node", now.node());
        var members = body.putArray("members");
        now.members()
                .forEach(member -> members.addObject()
                        .put("address", member.address())
                        .put("status", member.status())
                        .put("reachable", member.reachable()));
        var freshness = body.putArray("freshness");
        now.freshness()
                .forEach(bucket -> freshness
                        .addObject()
                        .put("millis", bucket.millis())
                        .put("interactions", bucket.interactions()));
        return CompletableFuture.completedFuture(
                HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString())));
    }
}
