package io.liveprofile.server.laptop;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything that one {@code ./run} starts, from the first server to the last node, and its end. */
final class Run {
    /** What is left of the 10 s is for Kafka and PostgreSQL. */
    private static final Duration NODES_STOP_MAX = Duration.ofSeconds(7);

    private final Options options;
    private final DataDirectory data;
    private final Progress progress;
    private final Servers servers = new Servers();
    private final List<Node> nodes = new ArrayList<>();
    private @Nullable Sample sample;
    private @Nullable String kafka;
    private @Nullable PostgresAddress postgres;
    private Map<String, String> keys = Map.of();
    private volatile boolean stopping;

    Run(Options options, DataDirectory data, Progress progress) {
        this.options = options;
        this.data = data;
        this.progress = progress;
    }

    void start(PrintStream out) throws Exception {
        Leftovers.clear(data, progress);
        var ports = IntStream.range(0, options.nodes)
                .mapToObj(options.ports()::plus)
                .toList();
        ports.forEach(NodePorts::refuseTaken);
        startServers();
        startNodes(ports);
        for (var node : nodes) {
            progress.step(node.name(), () -> Readiness.await(node));
        }
        keys = LaptopKeys.ensure(data, nodes.getFirst().ports().apiUrl());
        runFile().write(data.runFile());
        if (!options.noSample) {
            sample = Sample.start(kafka(), out);
        }
    }

    private void startServers() {
        var remembered = Ports.rememberedIn(data.ports());
        if (options.postgres == null) {
            servers.startPostgres(data, remembered, progress);
            postgres = servers.postgres();
        } else {
            var own = PostgresAddress.parse(options.postgres, System.getenv());
            progress.step("PostgreSQL of yours", () -> Servers.reach(own));
            postgres = own;
        }
        if (options.kafka == null) {
            servers.startKafka(data, remembered, progress);
            kafka = servers.kafka();
        } else {
            kafka = options.kafka;
            progress.step("Kafka of yours", () -> Topics.reach(kafka()));
        }
        progress.step("topics", () -> Topics.create(kafka()));
    }

    private void startNodes(List<NodePorts> ports) throws IOException {
        var environment = new LinkedHashMap<>(postgres().environment());
        environment.put("LIVE_PROFILE_KAFKA", kafka());
        environment.put("LIVE_PROFILE_MASTER_KEY_FILE", data.masterKey().toString());
        environment.put("LIVE_PROFILE_ADMIN_KEY", data.adminKey());
        environment.put(
                "LIVE_PROFILE_SEEDS", ports.stream().map(NodePorts::seed).collect(Collectors.joining(",")));
        for (int i = 0; i < ports.size(); i++) {
            var name = "node-" + (i + 1);
            var node = Node.start(name, ports.get(i), data.log(name), environment);
            nodes.add(node);
        }
    }

    private RunFile runFile() {
        var pids = new LinkedHashMap<String, Long>();
        pids.put(RunFile.LAUNCHER, ProcessHandle.current().pid());
        nodes.forEach(node -> pids.put(node.name(), node.process().pid()));
        var first = nodes.getFirst().ports();
        return new RunFile(
                first.apiUrl(), first.managementUrl(), kafka(), postgres().url(), keys, pids);
    }

    List<Node> nodes() {
        return nodes;
    }

    /** By role. */
    Map<String, String> keys() {
        return keys;
    }

    String kafka() {
        return Objects.requireNonNull(kafka);
    }

    PostgresAddress postgres() {
        return Objects.requireNonNull(postgres);
    }

    boolean playsSample() {
        return sample != null;
    }

    DataDirectory data() {
        return data;
    }

    /** Tells of each node that ends by itself; returns when none is left. */
    int untilAllNodesAreGone(PrintStream out) {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> node.process().onExit().thenAccept(process -> tell(node, process, out)))
                        .toArray(CompletableFuture[]::new))
                .join();
        return 1;
    }

    private void tell(Node node, Process process, PrintStream out) {
        if (!stopping) {
            out.println(node.name() + " ended with status " + process.exitValue() + "; its last lines are in "
                    + node.log());
        }
    }

    /** Once, from the shutdown hook: it doesn't matter whether by Ctrl-C, a failed start or the end of all nodes. */
    void stop(PrintStream out) {
        stopping = true;
        long start = System.nanoTime();
        if (!nodes.isEmpty()) {
            out.println("\nStopping ...");
            if (sample != null) {
                sample.close();
            }
            stopNodes(out);
        }
        try {
            servers.close();
            Files.deleteIfExists(data.runFile());
            data.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Run.class).warn("not everything stopped as it should", e);
        }
        if (!nodes.isEmpty()) {
            out.printf(Locale.ROOT, "Stopped in %.1f s.%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private void stopNodes(PrintStream out) {
        long deadline = System.nanoTime() + NODES_STOP_MAX.toNanos();
        nodes.forEach(Node::stop);
        for (var node : nodes) {
            try {
                if (!node.goneWithin(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    out.println(node.name() + " didn't stop in time and was killed; nothing is lost, what it had not"
                            + " acknowledged comes again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
