package io.liveprofile.api.privacy;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.api.profile.Customers;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.erasure.Erasures;
import io.liveprofile.projections.erasure.Receipt;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** To erase a customer, and to see what became of it. */
public final class ErasureEndpoints {
    private static final Logger AUDIT = LoggerFactory.getLogger("io.liveprofile.audit");
    private static final String ALL = "/v1/erasures";
    private static final int BODY_BYTES_MAX = 16 * 1_024;

    private final Customers customers;
    private final Erasures erasures;

    public ErasureEndpoints(Customers customers, Erasures erasures) {
        this.customers = customers;
        this.erasures = erasures;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(
                        HttpMethods.DELETE,
                        "/v1/profiles/{id}",
                        Endpoint.ADMINS,
                        Set.of(ErasureRequest.REASON, ErasureRequest.REQUEST_ID),
                        this::erase),
                new Endpoint(HttpMethods.GET, ALL, Endpoint.ADMINS, this::newest),
                new Endpoint(HttpMethods.GET, ALL + "/{requestId}", Endpoint.ADMINS, this::receipt));
    }

    private CompletionStage<HttpResponse> erase(Call call) {
        return call.body(BODY_BYTES_MAX).thenCompose(body -> {
            var request = ErasureRequest.of(call, body);
            return customers
                    .meant(call)
                    .thenCompose(id -> erasures.request(
                                    request.requestId(),
                                    id,
                                    "key " + call.caller().keyId())
                            .thenApply(found -> found.map(receipt -> accepted(call, id, receipt))
                                    .orElseGet(() -> otherCustomer().toResponse())));
        });
    }

    private static HttpResponse accepted(Call call, CustomerId id, Receipt receipt) {
        AUDIT.info(
                "erasure asked for: who={} key={} role={} whom={} erasure={} request={}",
                call.caller().name(),
                call.caller().keyId(),
                call.caller().role().word(),
                id,
                receipt.requestId(),
                call.id());
        return json(ReceiptJson.of(receipt))
                .withStatus(202)
                .addHeader(Location.create(ALL + "/" + receipt.requestId()));
    }

    private static Problem otherCustomer() {
        return new Problem(
                409,
                "request_id_used",
                "This request id was used for another customer",
                "Ask with another requestId, or without one.");
    }

    private CompletionStage<HttpResponse> receipt(Call call) {
        var requestId = call.path("requestId");
        return erasures.receipt(requestId)
                .thenApply(found -> found.map(receipt -> json(ReceiptJson.of(receipt)))
                        .orElseGet(() -> Problem.notFound("No erasure has this request id.")
                                .toResponse()));
    }

    private CompletionStage<HttpResponse> newest(Call call) {
        return erasures.newest().thenApply(receipts -> json(ReceiptJson.of(receipts)));
    }

    private static HttpResponse json(byte[] body) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }
}
