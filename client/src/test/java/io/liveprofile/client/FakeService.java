package io.liveprofile.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives the answers that it was told to give, in order, and remembers what it was asked. */
final class FakeService implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    /** Method, path with query, the key, the last event's id where one was told, the body. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private record Answer(int status, String type, String retryAfter, String body) {}

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeService json(String body) {
        answers.add(new Answer(200, "application/json", "", body));
        return this;
    }

    FakeService events(String... lines) {
        answers.add(new Answer(200, "text/event-stream", "", String.join("\n", lines) + "\n\n"));
        return this;
    }

    FakeService problem(int status, String code, String retryAfter) {
        answers.add(new Answer(
                status,
                "application/problem+json",
                retryAfter,
                "{\"code\":\"" + code + "\",\"detail\":\"told so\",\"candidates\":[\"user_id:a\",\"user_id:b\"]}"));
        return this;
    }

    FakeService text(int status, String body) {
        answers.add(new Answer(status, "text/html", "", body));
        return this;
    }

    /** Beyond the last answer a request is left without one. */
    private void answer(HttpExchange exchange) throws IOException {
        var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + (last == null ? "" : " " + last) + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var answer = answers.poll();
        if (answer == null) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("X-Request-Id", "r-" + asked.size());
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
