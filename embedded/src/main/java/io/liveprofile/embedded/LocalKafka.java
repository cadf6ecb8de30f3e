package io.liveprofile.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka on this machine: one process that is broker and controller at once. */
public final class LocalKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrap;

    private LocalKafka(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /** Starts a broker whose data outlives it, in {@code directory}. */
    public static LocalKafka start(Path directory, int port, int controllerPort) throws Exception {
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings(directory, port, controllerPort)), Time.SYSTEM);
        server.startup();
        return new LocalKafka(server, "127.0.0.1:" + port);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** Beside its place first, so that a start that is killed half-way leaves nothing half formatted. */
    private static void format(Path directory) throws Exception {
        var aside = directory.resolveSibling(directory.getFileName() + ".new");
        if (isTaken(directory)) {
            throw new IOException("there are files in it, and no meta.properties of Kafka among them");
        }
        Directories.delete(aside);
        Files.createDirectories(aside);
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            var formatter = new Formatter();
            formatter.setPrintStream(silent);
            formatter.setClusterId(Uuid.randomUuid().toString());
            formatter.setNodeId(1);
            formatter.setControllerListenerName("CONTROLLER");
            formatter.setMetadataLogDirectory(aside.toString());
            formatter.addDirectory(aside.toString());
            formatter.run();
        }
        Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isTaken(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Files.exists(directory);
        }
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.retention.hours", "168")));
        return settings;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
