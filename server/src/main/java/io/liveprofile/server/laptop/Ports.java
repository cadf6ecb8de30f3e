package io.liveprofile.server.laptop;

import io.liveprofile.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Ports that stay the same from run to run, as long as nobody else has taken them. */
final class Ports {
    private final Path file;
    private final Properties remembered = new Properties();

    private Ports(Path file) {
        this.file = file;
    }

    static Ports rememberedIn(Path file) {
        var ports = new Ports(file);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                ports.remembered.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                // Only a memory: the usual ones do.
                ports.remembered.clear();
            }
        }
        return ports;
    }

    /** The port of last time, else the usual one, else any that is free. */
    int of(String name, int usual) {
        int last = last(name, usual);
        int port = isFree(last) ? last : FreePort.find();
        remembered.setProperty(name, String.valueOf(port));
        try (var writer = Files.newBufferedWriter(file)) {
            remembered.store(writer, null);
        } catch (IOException e) {
            throw new Refusal("the port of " + name + " can't be remembered in " + file + ": " + e, e);
        }
        return port;
    }

    private int last(String name, int usual) {
        var port = remembered.getProperty(name, "");
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : usual;
    }

    /** A connection that is still closing doesn't count as a listener. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
