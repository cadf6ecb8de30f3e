package io.liveprofile.api.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import io.liveprofile.api.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * An answer that says what went wrong and what to do (RFC 9457).
 *
 * @param code stable, for programs; the title is for people
 * @param candidates who may be meant, where more than one is
 */
public record Problem(int status, String code, String title, String detail, List<String> candidates) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int RETRY_AFTER_SECONDS = 1;

    public Problem(int status, String code, String title, String detail) {
        this(status, code, title, detail, List.of());
    }

    public static Problem severalMatch(String kind, List<String> candidates) {
        return new Problem(
                409,
                "several_match",
                "More than one customer is meant",
                "Several are known by this " + kind + ": ask for one of the candidates.",
                candidates);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not_found", "There is nothing here", detail);
    }

    public static Problem profileNotFound(String id) {
        return new Problem(
                404, "profile_not_found", "This customer was never seen", "No interaction of " + id + " has arrived.");
    }

    public static Problem erased() {
        return new Problem(
                410, "erased", "This customer was erased", "What was known of them can be told to nobody any more.");
    }

    public static Problem badId(String detail) {
        return new Problem(400, "bad_id", "This can't be a customer's id", detail);
    }

    /** @param field a JSON pointer into the body, or the name of a parameter */
    public static Problem badField(String field, String rule) {
        return new Problem(400, "bad_field", "A field of this request can't be used", field + " " + rule + ".");
    }

    public static Problem noKey() {
        return new Problem(
                401,
                "no_key",
                "This needs an API key",
                "Send one that is not revoked: Authorization: Bearer lp_..., or as the user of Basic.");
    }

    public static Problem forbidden(Role has, Set<Role> needed) {
        return new Problem(
                403,
                "forbidden",
                "This key is for something else",
                "Its role is " + has.word() + "; allowed here: "
                        + needed.stream().map(Role::word).sorted().collect(Collectors.joining(", ")) + ".");
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad_request", "This request can't be understood", detail);
    }

    public static Problem notAllowed(String allowed) {
        return new Problem(405, "method_not_allowed", "This method does nothing here", "Allowed: " + allowed + ".");
    }

    public static Problem busy() {
        return new Problem(
                429,
                "busy",
                "Too much of this is asked at once",
                "As many journals are being read as may be: ask again after the time in Retry-After.");
    }

    public static Problem tooManyStreams() {
        return new Problem(
                429,
                "too_many_streams",
                "As many streams are open as may be",
                "This node serves live-profile.http.streams.max at once: ask again after the time in Retry-After.");
    }

    static Problem tooOften(Role role) {
        return new Problem(
                429,
                "too_often",
                "This key asks too often",
                "A key of the role " + role.word() + " may ask so often (live-profile.http.requests-per-second."
                        + role.word() + "): ask again after the time in Retry-After.");
    }

    public static Problem unavailable() {
        return new Problem(
                503,
                "unavailable",
                "The profile can't be read just now",
                "It is our outage and not your request: ask again after the time in Retry-After.");
    }

    static Problem late() {
        return new Problem(
                503,
                "unavailable",
                "This can't be answered in time",
                "It is our outage and not your request: ask again after the time in Retry-After.");
    }

    /** Of a request that ends before anybody is asked. */
    static Problem unreadable(int status, String summary) {
        boolean tooLarge = status == 413 || status == 414 || status == 431;
        return new Problem(status, tooLarge ? "too_large" : "bad_request", "This request can't be read", summary + ".");
    }

    public HttpResponse toResponse() {
        return toResponse(RETRY_AFTER_SECONDS);
    }

    /** @param retryAfterSeconds where asking again may help */
    HttpResponse toResponse(long retryAfterSeconds) {
        var response = HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(
                        ContentTypes.create(MediaTypes.applicationWithFixedCharset(
                                "problem+json", org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8)),
                        json()));
        return switch (status) {
            case 401 -> response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"live-profile\""));
            case 429, 503 -> response.addHeader(RawHeader.create("Retry-After", String.valueOf(retryAfterSeconds)));
            default -> response;
        };
    }

    private byte[] json() {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", "urn:live-profile:problem:" + code);
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("code", code);
            out.writeStringField("detail", detail);
            if (!candidates.isEmpty()) {
                out.writeArrayFieldStart("candidates");
                for (var candidate : candidates) {
                    out.writeString(candidate);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
