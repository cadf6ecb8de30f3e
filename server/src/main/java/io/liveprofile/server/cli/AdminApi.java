package io.liveprofile.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.server.laptop.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The HTTP API of a running service, asked with an admin's key. */
public record AdminApi(String url, String key) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the environment names, else what ./run started here. */
    static AdminApi find(Path data, Map<String, String> environment) {
        if (environment.get("LIVE_PROFILE_URL") instanceof String url && !url.isBlank()) {
            if (environment.get("LIVE_PROFILE_KEY") instanceof String key && !key.isBlank()) {
                return new AdminApi(url.replaceFirst("/+$", ""), key);
            }
            throw new NotAnswered(
                    "LIVE_PROFILE_URL names the service; LIVE_PROFILE_KEY must hold an admin's key of it");
        }
        RunFile run = RunningService.runOn(data);
        return new AdminApi(run.api(), run.keys().getOrDefault("admin", ""));
    }

    public JsonNode get(String path) {
        return send(request(path));
    }

    public JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .POST(BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json"));
    }

    public JsonNode post(String path, byte[] body) {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)).header("Content-Type", "application/json"));
    }

    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    public JsonNode delete(String path, JsonNode body) {
        return send(request(path)
                .method("DELETE", BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(ANSWER_MAX)
                    .header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException e) {
            throw new NotAnswered("LIVE_PROFILE_URL wants http://HOST:PORT and is " + url);
        }
    }

    /** A refusal becomes the sentence that the service gave. */
    private JsonNode send(HttpRequest.Builder request) {
        try (var client = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new NotAnswered(
                        body.path("title").asText("refused") + ": "
                                + body.path("detail").asText() + " (" + answer.statusCode() + ")",
                        answer.statusCode() == 429 || answer.statusCode() == 503);
            }
            return body;
        } catch (IOException e) {
            throw new NotAnswered("no service answers at " + url + " (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAnswered("interrupted");
        }
    }
}
