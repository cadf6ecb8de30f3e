package io.liveprofile.server.laptop;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ./run} can be told. */
final class Options {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "service processes, in one cluster (default: ${DEFAULT-VALUE})")
    int nodes = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".data",
            description = "where all data is kept (default: ${DEFAULT-VALUE})")
    Path data = Path.of(".data");

    @Option(names = "--reset", description = "throw the data away first; asks before it does")
    boolean reset;

    @Option(names = "--yes", description = "don't ask")
    boolean yes;

    @Option(names = "--no-sample", description = "no sample traffic: the topics stay empty until you write to them")
    boolean noSample;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "your own Kafka instead of the embedded one")
    @Nullable
    String kafka;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "your own PostgreSQL: postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    @Nullable
    String postgres;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "the API's port on the first node; the next node takes the next (default: ${DEFAULT-VALUE})")
    int port = 8080;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "8558",
            description = "health and metrics, likewise (default: ${DEFAULT-VALUE})")
    int managementPort = 8558;

    @Option(
            names = "--remote-port",
            paramLabel = "PORT",
            defaultValue = "25520",
            description = "what the nodes talk among themselves on, likewise (default: ${DEFAULT-VALUE})")
    int remotePort = 25520;

    NodePorts ports() {
        return new NodePorts(port, managementPort, remotePort);
    }
}
