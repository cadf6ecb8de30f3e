package io.liveprofile.api.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.api.endpoint.Body;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * What browsers need of the collector's paths before anybody asks who calls: the answer to "may this page send here?",
 * and a key that comes in the query or in the body, because a beacon can't carry headers.
 */
public final class CollectorDoor extends AllDirectives {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String KEY = "writeKey";
    private static final String ANY = "*";
    private static final String REMEMBER_SECONDS = "86400";

    private final int bodyBytesMax;
    private final List<String> origins;

    public CollectorDoor(int bodyBytesMax, List<String> origins) {
        this.bodyBytesMax = bodyBytesMax;
        this.origins = List.copyOf(origins);
    }

    public Route around(Route inner) {
        return extractRequest(
                request -> CollectorPaths.contain(request.getUri().path()) ? opened(request, inner) : inner);
    }

    private Route opened(HttpRequest request, Route inner) {
        var allowed = header(request, "Origin").filter(origin -> origins.contains(ANY) || origins.contains(origin));
        if (request.method().equals(HttpMethods.OPTIONS)) {
            return complete(preflight(request, allowed));
        }
        var answered = withKey(request, inner);
        return allowed.isEmpty() ? answered : respondWithHeaders(of(allowed.get()), () -> answered);
    }

    private static HttpResponse preflight(HttpRequest request, Optional<String> allowed) {
        var response = HttpResponse.create().withStatus(204);
        if (allowed.isEmpty()) {
            return response;
        }
        return response.addHeaders(of(allowed.get()))
                .addHeader(RawHeader.create("Access-Control-Allow-Methods", "POST"))
                .addHeader(RawHeader.create(
                        "Access-Control-Allow-Headers",
                        header(request, "Access-Control-Request-Headers").orElse("authorization, content-type")))
                .addHeader(RawHeader.create("Access-Control-Max-Age", REMEMBER_SECONDS));
    }

    private static List<HttpHeader> of(String origin) {
        return List.of(
                RawHeader.create("Access-Control-Allow-Origin", origin),
                RawHeader.create("Access-Control-Expose-Headers", "Retry-After, X-Request-Id"),
                RawHeader.create("Vary", "Origin"));
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

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }
}
