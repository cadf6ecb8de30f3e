package io.liveprofile.server.laptop;

import io.liveprofile.embedded.FreePort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real {@code ./run} as a process of its own: its data in a directory that outlives it, on ports that were free. */
public final class RunningLaptop implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(180);
    private static final List<String> JVM_FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m",
            "-Dlogback.configurationFile=logback-laptop.xml",
            "-Dlive.profile.name=run",
            "-Dlive.profile.console=ERROR");

    private final Path data;
    private final Path output;
    private final Process process;

    private RunningLaptop(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /** Three free ports for {@code nodes} neighbours each; the same ones serve a restart. */
    public static List<String> freePorts() {
        return List.of(
                "--port", String.valueOf(FreePort.find()),
                "--management-port", String.valueOf(FreePort.find()),
                "--remote-port", String.valueOf(FreePort.find()));
    }

    /** Starts it and doesn't wait. */
    public static RunningLaptop launch(Path data, List<String> options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Laptop.class.getName(), "--data", data.toString()));
        command.addAll(options);
        var output = Files.createTempFile("live-profile-run", ".out");
        output.toFile().deleteOnExit();
        return new RunningLaptop(
                data,
                output,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(output.toFile()))
                        .start());
    }

    /** Starts it and waits until it runs. */
    public static RunningLaptop start(Path data, List<String> options) throws IOException {
        var laptop = launch(data, options);
        try {
            Awaitility.await()
                    .atMost(START_MAX)
                    .until(() -> !laptop.process.isAlive() || laptop.output().contains("Ctrl-C stops all of it"));
            if (!laptop.process.isAlive()) {
                throw new IllegalStateException("./run ended: " + laptop.output());
            }
            return laptop;
        } catch (RuntimeException e) {
            laptop.close();
            throw e;
        }
    }

    public RunFile run() {
        return RunFile.read(data.resolve("run.json"))
                .orElseThrow(() -> new IllegalStateException("no run.json: " + output()));
    }

    /** All that it printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    public Process process() {
        return process;
    }

    public ProcessHandle node(int number) {
        return ProcessHandle.of(run().pids().getOrDefault("node-" + number, -1L))
                .orElseThrow();
    }

    public static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** As Ctrl-C does; returns how it ended, null where it was not gone in time. */
    public Integer interrupt(Duration max) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        return process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : null;
    }

    /** As {@code kill -9} does to the launcher alone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive() && interrupt(Duration.ofSeconds(20)) == null) {
                kill();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
