package io.liveprofile.server.laptop;

import io.liveprofile.server.ServiceMain;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service process of a run. */
final class Node {
    /** What the service runs with wherever it runs on a JDK 25. */
    private static final List<String> JVM_FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError");

    static final String LOG_PROPERTY = "-Dlive.profile.log=";

    private final String name;
    private final Process process;
    private final NodePorts ports;
    private final Path log;

    private Node(String name, Process process, NodePorts ports, Path log) {
        this.name = name;
        this.process = process;
        this.ports = ports;
        this.log = log;
    }

    /** It lives as long as this process does: it notices when its standard input ends. */
    static Node start(String name, NodePorts ports, Path log, Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of(
                "-Dlogback.configurationFile=logback-laptop.xml", "-Dlive.profile.name=" + name, LOG_PROPERTY + log));
        if (System.getProperty("config.file") instanceof String file) {
            command.add("-Dconfig.file=" + new File(file).getAbsolutePath());
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), ServiceMain.class.getName(), "--attached"));
        var builder =
                new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().putAll(ports.environment());
        return new Node(name, builder.start(), ports, log);
    }

    String name() {
        return name;
    }

    NodePorts ports() {
        return ports;
    }

    Path log() {
        return log;
    }

    Process process() {
        return process;
    }

    /** Asks it to drain and leave; its parent's console signals it too, but not where there is none. */
    void stop() {
        process.destroy();
    }

    /** True where it was gone in time by itself. */
    boolean goneWithin(Duration max) throws InterruptedException {
        if (process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }
}
