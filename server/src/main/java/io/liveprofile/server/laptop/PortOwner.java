package io.liveprofile.server.laptop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port, as far as Linux lets us see. */
final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    static Optional<String> of(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> inode(Path.of(table), port).stream())
                .flatMap(inode -> process(inode).stream())
                .map(PortOwner::told)
                .findFirst();
    }

    private static Optional<String> inode(Path table, int port) {
        var local = ":%04X".formatted(port);
        try (var lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[1].endsWith(local) && columns[3].equals(LISTENING))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> process(String inode) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, "socket:[" + inode + "]"))
                .findFirst();
    }

    private static boolean holds(ProcessHandle process, String socket) {
        try (var files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return files.anyMatch(file -> socket.equals(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String told(ProcessHandle process) {
        return "process " + process.pid()
                + process.info()
                        .command()
                        .map(command -> " (" + Path.of(command).getFileName() + ")")
                        .orElse("");
    }
}
