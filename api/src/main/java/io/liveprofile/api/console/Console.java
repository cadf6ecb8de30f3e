package io.liveprofile.api.console;

import io.liveprofile.api.endpoint.Handler;
import io.liveprofile.api.endpoint.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Serves the page to whoever asks: it holds nothing but itself. What it shows comes from {@code /v1}, with the key of its
 * reader.
 */
public final class Console {
    private static final String HOME = "/console/";
    private static final String FOLDER = "/io/liveprofile/api/console/";
    private static final String INDEX = "index.html";

    /** No dot but that of its kind: there is no way out of the folder. */
    private static final Pattern OWN = Pattern.compile("[a-z-]+(/[a-z-]+)*\\.(html|js|css|svg)");

    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, ConsoleFile> libraries = Libraries.files();
    /** Grows no further than the folder does: what isn't there isn't kept. */
    private final Map<String, ConsoleFile> own = new ConcurrentHashMap<>();

    private final List<HttpHeader> headers;

    public Console() {
        headers = headers(ConsoleFile.read(FOLDER + INDEX).orElseThrow());
    }

    public Handler around(Handler api) {
        return request -> {
            var path = request.getUri().path();
            if (path.startsWith(HOME)) {
                return CompletableFuture.completedFuture(answer(request, path.substring(HOME.length())));
            }
            return path.equals("/") || path.equals("/console")
                    ? CompletableFuture.completedFuture(toHome())
                    : api.answer(request);
        };
    }

    private static HttpResponse toHome() {
        return HttpResponse.create().withStatus(302).addHeader(RawHeader.create("Location", HOME));
    }

    private HttpResponse answer(HttpRequest request, String name) {
        if (!request.method().equals(HttpMethods.GET) && !request.method().equals(HttpMethods.HEAD)) {
            return Problem.notAllowed("GET").toResponse();
        }
        return file(name.isEmpty() ? INDEX : name)
                .map(file -> served(request, file))
                .orElseGet(() -> Problem.notFound("The console has no such file; it begins at " + HOME + ".")
                        .toResponse());
    }

    private Optional<ConsoleFile> file(String name) {
        if (libraries.containsKey(name)) {
            return Optional.of(libraries.get(name));
        }
        return OWN.matcher(name).matches()
                ? Optional.ofNullable(own.computeIfAbsent(
                        name, of -> ConsoleFile.read(FOLDER + of).orElse(null)))
                : Optional.empty();
    }

    private HttpResponse served(HttpRequest request, ConsoleFile file) {
        boolean known = request.getHeader("If-None-Match")
                .map(HttpHeader::value)
                .filter(tags -> tags.contains(file.tag()))
                .isPresent();
        var response = known
                ? HttpResponse.create().withStatus(304)
                : HttpResponse.create().withEntity(HttpEntities.create(file.type(), file.bytes()));
        return response.addHeaders(headers).addHeader(RawHeader.create("ETag", file.tag()));
    }

    /** Nothing is loaded from anywhere else, nothing is run that isn't ours, nobody frames the page. */
    private static List<HttpHeader> headers(ConsoleFile index) {
        var policy = "default-src 'none'; script-src 'self' '" + hashOfInlineScript(index)
                + "'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
        return List.of(
                RawHeader.create("Content-Security-Policy", policy),
                // Asked about each time, so that page and modules never come from two versions.
                RawHeader.create("Cache-Control", "no-cache"),
                RawHeader.create("X-Content-Type-Options", "nosniff"),
                RawHeader.create("Referrer-Policy", "no-referrer"),
                RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));
    }

    /** An import map can only stand in the page itself. */
    private static String hashOfInlineScript(ConsoleFile index) {
        return INLINE_SCRIPT
                .matcher(new String(index.bytes(), StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1).getBytes(StandardCharsets.UTF_8))
                .map(script -> "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(INDEX + " has no import map"));
    }
}
