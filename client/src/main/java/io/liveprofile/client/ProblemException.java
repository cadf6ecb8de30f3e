package io.liveprofile.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** The service's answer that something can't be: a problem as of RFC 9457. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String code;
    private final String detail;
    private final String requestId;
    private final transient List<String> candidates;

    private ProblemException(int status, String requestId, JsonNode told) {
        super(status + " " + told.path("code").asText("unknown") + ": "
                + told.path("detail").asText("no detail was told") + " (request " + requestId + ")");
        this.status = status;
        this.code = told.path("code").asText("unknown");
        this.detail = told.path("detail").asText("");
        this.requestId = requestId;
        this.candidates = StreamSupport.stream(told.path("candidates").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Of an answer that came from something on the way, too, which tells no code. */
    static ProblemException of(HttpResponse<?> answer, byte[] body) {
        return new ProblemException(
                answer.statusCode(), answer.headers().firstValue("X-Request-Id").orElse("unknown"), read(body));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    public int status() {
        return status;
    }

    /** Stable, for programs: such as {@code several_match}; {@code unknown} where none was told. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** By which the service's log knows the request. */
    public String requestId() {
        return requestId;
    }

    /** Who may be meant, where more than one is. */
    public List<String> candidates() {
        return candidates;
    }
}
