package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.client.LiveProfileClient;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.sealing.MasterKey;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of the service as a process of its own, on servers that the test has started. */
public final class ServiceNode implements AutoCloseable {
    public static final String MASTER_KEY = MasterKey.generate();
    /** Any text without a break will do. */
    private static final String ADMIN_KEY = MasterKey.generate();

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final List<String> JVM_FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            // A test's node lives for seconds, most of which the optimizing compiler would take for itself.
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback-laptop.xml");

    private static final List<String> CLASSES = classes();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int apiPort;
    private final int managementPort;

    private ServiceNode(Process process, Path output, int apiPort, int managementPort) {
        this.process = process;
        this.output = output;
        this.apiPort = apiPort;
        this.managementPort = managementPort;
    }

    /** What nodes of one cluster share: where the servers are, and who founds it. */
    public record Surroundings(
            String kafka,
            String topic,
            String group,
            String postgresHost,
            int postgresPort,
            String database,
            int founderPort) {

        public static Surroundings of(
                String kafka, String topic, String group, String postgresHost, int postgresPort, String database) {
            return new Surroundings(kafka, topic, group, postgresHost, postgresPort, database, FreePort.find());
        }

        private Map<String, String> environment() {
            return Map.of(
                    "LIVE_PROFILE_ADMIN_KEY", ADMIN_KEY,
                    "LIVE_PROFILE_KAFKA", kafka,
                    "LIVE_PROFILE_GROUP", group,
                    "LIVE_PROFILE_POSTGRES_HOST", postgresHost,
                    "LIVE_PROFILE_POSTGRES_PORT", String.valueOf(postgresPort),
                    "LIVE_PROFILE_POSTGRES_DATABASE", database,
                    "LIVE_PROFILE_POSTGRES_USER", "postgres",
                    "LIVE_PROFILE_POSTGRES_PASSWORD", "postgres",
                    "LIVE_PROFILE_MASTER_KEY", MASTER_KEY,
                    "LIVE_PROFILE_SEEDS", "127.0.0.1:" + founderPort);
        }
    }

    /** The one that the others join. */
    public static ServiceNode founder(Surroundings surroundings, String... jvmOptions) throws IOException {
        return start(surroundings, surroundings.founderPort(), jvmOptions);
    }

    public static ServiceNode joining(Surroundings surroundings, String... jvmOptions) throws IOException {
        return start(surroundings, FreePort.find(), jvmOptions);
    }

    /**
     * Without what is the tests' own. Where all else is packaged, as after {@code mvn package}, the first nodes that stop keep
     * its classes as they were loaded for those that come after them: starting one costs little more than half then.
     */
    private static List<String> classes() {
        var own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
        var options = new ArrayList<>(List.of("-cp", String.join(File.pathSeparator, own)));
        if (own.stream().noneMatch(entry -> Files.isDirectory(Path.of(entry)))) {
            options.add("-XX:+AutoCreateSharedArchive");
            options.add("-XX:SharedArchiveFile="
                    + Path.of("target", "service-node.jsa").toAbsolutePath());
            // It would say each time that the JDK's own archive was made with other flags.
            options.add("-Xlog:cds=off");
        }
        return options;
    }

    private static ServiceNode start(Surroundings surroundings, int remotePort, String... jvmOptions)
            throws IOException {
        var output = Files.createTempFile("live-profile-node", ".out");
        int apiPort = FreePort.find();
        int managementPort = FreePort.find();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.add("-Dlive.profile.log=" + output);
        command.add("-Dlive-profile.ingest.topics.0=" + surroundings.topic());
        command.add("-Dlive-profile.collector.topic=" + surroundings.topic());
        command.addAll(List.of(jvmOptions));
        command.addAll(CLASSES);
        command.add(ServiceMain.class.getName());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        var environment = new LinkedHashMap<>(surroundings.environment());
        environment.put("LIVE_PROFILE_HTTP_PORT", String.valueOf(apiPort));
        environment.put("LIVE_PROFILE_MANAGEMENT_PORT", String.valueOf(managementPort));
        environment.put("LIVE_PROFILE_REMOTE_PORT", String.valueOf(remotePort));
        builder.environment().putAll(environment);
        return new ServiceNode(builder.start(), output, apiPort, managementPort);
    }

    public ServiceNode awaitReady() {
        await().atMost(START_MAX).until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("the node ended: " + output());
        }
        return this;
    }

    private boolean isReady() {
        try {
            return get("http://127.0.0.1:" + managementPort + "/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int apiPort() {
        return apiPort;
    }

    public String adminKey() {
        return ADMIN_KEY;
    }

    public long pid() {
        return process.pid();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    public HttpResponse<String> profile(String id) throws IOException {
        return get("http://127.0.0.1:" + apiPort + "/v1/profiles/" + id);
    }

    /** The API, with the admin's key. */
    public LiveProfileClient client() {
        return new LiveProfileClient(URI.create("http://127.0.0.1:" + apiPort), ADMIN_KEY);
    }

    /** What the API answers to an admin, whatever it is. */
    public HttpResponse<String> ask(String path) throws IOException {
        return get("http://127.0.0.1:" + apiPort + path);
    }

    /** As an SDK sends an event. */
    public HttpResponse<String> track(String event) throws IOException, InterruptedException {
        var user = Base64.getEncoder().encodeToString((ADMIN_KEY + ":").getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + "/v1/track"))
                        .header("Authorization", "Basic " + user)
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What the API answers to an admin. */
    public JsonNode json(String path) throws IOException {
        return new ObjectMapper()
                .readTree(get("http://127.0.0.1:" + apiPort + path).body());
    }

    /** As an admin, without a body. */
    public void post(String path) throws IOException, InterruptedException {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                        .header("Authorization", "Bearer " + ADMIN_KEY)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    /** As an admin, with a body of JSON. */
    public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                        .header("Authorization", "Bearer " + ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The sum over all series of a metric that carry this text among their labels. */
    public double metric(String name, String label) throws IOException {
        return get("http://127.0.0.1:" + managementPort + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** At the end of every test that consumes: each record read got one verdict, and nobody waits for any. */
    public void assertAccounted() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(metric("live_profile_ingest_in_flight_records", "topic")).isZero();
            assertThat(metric("live_profile_ingest_records", "verdict"))
                    .as("records with a verdict, of those consumed")
                    .isEqualTo(metric("live_profile_ingest_consumed_records", "topic"));
        });
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the command line prints when it is asked of this node; its exit status stands in the last line. */
    public String commandLine(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback-silent.xml"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.liveprofile.server.cli.LiveProfile"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "LIVE_PROFILE_URL", "http://127.0.0.1:" + apiPort,
                        "LIVE_PROFILE_MANAGEMENT_URL", "http://127.0.0.1:" + managementPort,
                        "LIVE_PROFILE_KEY", ADMIN_KEY));
        var asked = builder.start();
        var printed = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + "status " + asked.onExit().join().exitValue();
    }

    private static HttpResponse<String> get(String url) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + ADMIN_KEY)
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As an orchestrator does: it drains and leaves. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .exceptionally(_ -> {
                    kill();
                    return process;
                })
                .join();
    }
}
