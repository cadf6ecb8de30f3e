package io.liveprofile.api.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.api.endpoint.Body;
import io.liveprofile.api.endpoint.Cors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * What browsers need of the collector's paths before anybody asks who calls: the answer to "may this page send here?",
 * and a key that comes in the query or in the body, because a beacon can't carry headers.
 */
public final class CollectorDoor extends AllDirectives {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String KEY = "writeKey";

    private final int bodyBytesMax;
    private final Cors cors;

    public CollectorDoor(int bodyBytesMax, List<String> origins) {
        this.bodyBytesMax = bodyBytesMax;
        this.cors = new Cors(origins, "POST", "Retry-After, X-Request-Id");
    }

    /** @param elsewhere what isn't the collector's */
    public Route around(Route inner, Route elsewhere) {
        return extractRequest(request -> CollectorPaths.contain(request.getUri().path())
                ? cors.around(request, withKey(request, inner))
                : elsewhere);
    }

    private Route withKey(HttpRequest request, Route inner) {
        if (request.getHeader(Authorization.class).isPresent()) {
            return inner;
        }
        var inQuery = request.getUri().query().get(KEY);
        return inQuery.isPresent()
                ? mapRequest(asked -> withKey(asked, inQuery.get()), () -> inner)
                : Body.read(
                        bodyBytesMax,
                        body -> mapRequest(
                                asked -> {
                                    var whole = asked.withEntity(
                                            HttpEntities.create(asked.entity().getContentType(), body));
                                    return keyIn(body)
                                            .map(key -> withKey(whole, key))
                                            .orElse(whole);
                                },
                                () -> inner));
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
