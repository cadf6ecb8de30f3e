package io.liveprofile.api.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Body;
import io.liveprofile.api.endpoint.Cors;
import io.liveprofile.api.endpoint.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.stream.Materializer;

/**
 * What browsers need of the collector's paths before anybody asks who calls: the answer to "may this page send here?",
 * and a key that comes in the query or in the body, because a beacon can't carry headers.
 */
public final class CollectorDoor {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String KEY = "writeKey";

    private final int bodyBytesMax;
    private final Cors cors;
    private final Materializer materializer;

    public CollectorDoor(int bodyBytesMax, List<String> origins, Materializer materializer) {
        this.materializer = materializer;
        this.bodyBytesMax = bodyBytesMax;
        this.cors = new Cors(origins, "POST", "Retry-After, X-Request-Id");
    }

    /** @param elsewhere what isn't the collector's */
    public Handler around(Handler inner, Handler elsewhere) {
        var collected = cors.around(request -> answer(request, inner));
        return request -> (CollectorPaths.contain(request.getUri().path()) ? collected : elsewhere).answer(request);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Handler inner) {
        if (request.getHeader(Authorization.class).isPresent()) {
            return inner.answer(request);
        }
        var inQuery = request.getUri().query().get(KEY);
        return inQuery.isPresent()
                ? inner.answer(withKey(request, inQuery.get()))
                : Body.read(request, bodyBytesMax, materializer)
                        .thenCompose(body -> inner.answer(withKeyIn(body, request)))
                        .exceptionally(CollectorDoor::problem);
    }

    private static HttpRequest withKeyIn(byte[] body, HttpRequest request) {
        var whole = request.withEntity(HttpEntities.create(request.entity().getContentType(), body));
        return keyIn(body).map(key -> withKey(whole, key)).orElse(whole);
    }

    private static HttpResponse problem(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() instanceof BadCall bad) {
            return bad.problem().toResponse();
        }
        throw new CompletionException(failure);
    }

    private static HttpRequest withKey(HttpRequest request, String key) {
        return request.addHeader(Authorization.basic(key, ""));
    }

    private static Optional<String> keyIn(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean meant = parser.currentName().equals(KEY);
                if (parser.nextToken() == JsonToken.VALUE_STRING && meant) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Who can't say who they are, isn't known.
        }
        return Optional.empty();
    }
}
