package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events that outlives its connections. It opens the next one with the id of what came last, so
 * that nothing is missed; one that is silent for longer than the service's heartbeat allows is given up.
 */
public final class LiveStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service's heartbeat is 30 s at most. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(45);

    private final Requests requests;
    private final String path;
    private final Map<String, String> parameters;
    private final Consumer<Event> listener;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicLong skipped = new AtomicLong();
    private Optional<String> lastId = Optional.empty();
    private int failures;
    private volatile boolean closed;
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable InputStream open;

    record Event(Optional<String> id, String name, JsonNode data) {}

    private LiveStream(Requests requests, String path, Map<String, String> parameters, Consumer<Event> listener) {
        this.requests = requests;
        this.path = path;
        this.parameters = parameters;
        this.listener = listener;
    }

    static LiveStream open(Requests requests, String path, Map<String, String> parameters, Consumer<Event> listener) {
        var stream = new LiveStream(requests, path, parameters, listener);
        Thread.ofVirtual().name("live-profile-stream").start(stream::run);
        Thread.ofVirtual().name("live-profile-stream-watch").start(stream::watch);
        return stream;
    }

    /** Completed with the first event: from then on nothing is missed. Fails as {@link #ended} does. */
    public CompletionStage<Void> opened() {
        return opened;
    }

    /** Of how many changes or signals the service has said that they don't come: too many were missed. */
    public long skipped() {
        return skipped.get();
    }

    /**
     * Completed when it was closed; fails with the {@link ProblemException} where the service refuses for good, or with
     * whatever the listener threw.
     */
    public CompletionStage<Void> ended() {
        return ended;
    }

    private void run() {
        try {
            while (!isOver()) {
                readOnce();
            }
            ended.complete(null);
        } catch (IOException interrupted) {
            ended.complete(null);
        } catch (RuntimeException e) {
            opened.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    private boolean isOver() {
        return closed || requests.isClosed();
    }

    private void readOnce() throws IOException {
        var asked = Duration.ZERO;
        try {
            var request = requests.request(path, parameters).timeout(Requests.ANSWER_MAX);
            lastId.ifPresent(id -> request.header("Last-Event-ID", id));
            heardNanos = System.nanoTime();
            var answer = requests.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                open = body;
                if (answer.statusCode() == 200) {
                    read(body);
                } else if (Requests.mayHelp(answer)) {
                    asked = Requests.retryAfter(answer);
                } else {
                    throw ProblemException.of(answer, body.readAllBytes());
                }
            }
        } catch (IOException e) {
            // Opened again below; an interrupt ends the pause.
        } finally {
            open = null;
        }
        if (!isOver()) {
            requests.pause(++failures, asked);
        }
    }

    private void read(InputStream body) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        var id = Optional.<String>empty();
        var name = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null && !isOver(); line = lines.readLine()) {
            heardNanos = System.nanoTime();
            if (line.startsWith("id: ")) {
                id = Optional.of(line.substring("id: ".length()));
            } else if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            } else if (line.isEmpty() && !data.isEmpty()) {
                tell(new Event(id, name, JSON.readTree(data.toString())));
                id = Optional.empty();
                name = "message";
                data.setLength(0);
            }
        }
    }

    private void tell(Event event) {
        failures = 0;
        opened.complete(null);
        if (event.name().equals("skipped")) {
            var data = event.data();
            skipped.addAndGet(
                    data.has("signals")
                            ? data.get("signals").asLong()
                            : data.path("to").asLong() - data.path("from").asLong() + 1);
        }
        listener.accept(event);
        event.id().ifPresent(id -> lastId = Optional.of(id));
    }

    private void watch() {
        try {
            while (!ended.isDone() && !isOver()) {
                Thread.sleep(Duration.ofSeconds(1));
                if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
                    heardNanos = System.nanoTime();
                    giveUpConnection();
                }
            }
            giveUpConnection();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUpConnection() {
        var body = open;
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // It is given up either way.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        giveUpConnection();
    }
}
