package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Requests that are sent again where that may help: all of them may be, none does more when it comes twice. */
final class Requests implements AutoCloseable {
    static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /** Longer than any answer takes, the longest read barrier included. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String service;
    private final String key;
    private final Retries retries;
    private volatile boolean closed;

    Requests(HttpClient http, URI service, String key, Retries retries) {
        this.http = http;
        this.service = service.toString().replaceFirst("/+$", "");
        this.key = key;
        this.retries = retries;
    }

    JsonNode get(String path, Map<String, String> parameters) {
        return answer(request(path, parameters).timeout(ANSWER_MAX).build());
    }

    JsonNode post(String path, JsonNode body) {
        return answer(request(path, Map.of())
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    HttpRequest.Builder request(String path, Map<String, String> parameters) {
        return HttpRequest.newBuilder(URI.create(service + path + LiveProfileClient.query(parameters)))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json, text/event-stream, application/problem+json");
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for an answer").initCause(e);
        }
    }

    private JsonNode answer(HttpRequest request) {
        try {
            for (int failures = 1; ; failures++) {
                boolean last = failures == retries.attemptsMax();
                try {
                    var answer = send(request, BodyHandlers.ofByteArray());
                    if (answer.statusCode() == 200) {
                        return JSON.readTree(answer.body());
                    }
                    if (last || !mayHelp(answer)) {
                        throw ProblemException.of(answer, answer.body());
                    }
                    pause(failures, retryAfter(answer));
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException e) {
                    if (last || closed) {
                        throw e;
                    }
                    pause(failures, Duration.ZERO);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean mayHelp(HttpResponse<?> answer) {
        return answer.statusCode() == 429 || answer.statusCode() == 503;
    }

    static Duration retryAfter(HttpResponse<?> answer) {
        try {
            var seconds = answer.headers()
                    .firstValue("Retry-After")
                    .map(Long::parseLong)
                    .orElse(0L);
            return Duration.ofSeconds(Math.clamp(seconds, 0, RETRY_AFTER_MAX.toSeconds()));
        } catch (NumberFormatException aDate) {
            return Duration.ZERO;
        }
    }

    void pause(int failures, Duration asked) throws InterruptedIOException {
        try {
            Thread.sleep(retries.pause(failures, asked));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted while waiting").initCause(e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
