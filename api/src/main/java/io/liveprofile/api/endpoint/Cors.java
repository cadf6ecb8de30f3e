package io.liveprofile.api.endpoint;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Which web pages may ask: what browsers want to hear before a page may send, and beside each answer. A page brings its
 * key itself: no cookie is ever asked for.
 */
public final class Cors {
    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/\\s]+");
    private static final String REMEMBER_SECONDS = "86400";

    private final List<String> origins;
    private final String methods;
    private final String exposed;

    /** @param exposed headers that a page may read */
    public Cors(List<String> origins, String methods, String exposed) {
        this.origins = List.copyOf(origins);
        this.methods = methods;
        this.exposed = exposed;
    }

    /** The origins that a key of the configuration names. */
    public static List<String> origins(Config root, String key) {
        var origins = root.getStringList(key);
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new ConfigException.BadValue(
                        root.getValue(key).origin(),
                        key,
                        "must hold origins such as https://shop.example, without a path, or \"*\", holds \"" + origin
                                + "\"");
            }
        }
        return origins;
    }

    /** Where no page may ask, nothing is looked at. */
    public Handler around(Handler inner) {
        return origins.isEmpty() ? inner : request -> answer(request, inner);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Handler inner) {
        var allowed = header(request, "Origin").filter(origin -> origins.contains(ANY) || origins.contains(origin));
        if (request.method().equals(HttpMethods.OPTIONS)) {
            return CompletableFuture.completedFuture(preflight(request, allowed));
        }
        var answered = inner.answer(request);
        return allowed.isEmpty() ? answered : answered.thenApply(response -> response.addHeaders(of(allowed.get())));
    }

    private HttpResponse preflight(HttpRequest request, Optional<String> allowed) {
        var response = HttpResponse.create().withStatus(204);
        if (allowed.isEmpty()) {
            return response;
        }
        return response.addHeaders(of(allowed.get()))
                .addHeader(RawHeader.create("Access-Control-Allow-Methods", methods))
                .addHeader(RawHeader.create(
                        "Access-Control-Allow-Headers",
                        header(request, "Access-Control-Request-Headers").orElse("authorization, content-type")))
                .addHeader(RawHeader.create("Access-Control-Max-Age", REMEMBER_SECONDS));
    }

    private List<HttpHeader> of(String origin) {
        return List.of(
                RawHeader.create("Access-Control-Allow-Origin", origin),
                RawHeader.create("Access-Control-Expose-Headers", exposed),
                RawHeader.create("Vary", "Origin"));
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }
}
