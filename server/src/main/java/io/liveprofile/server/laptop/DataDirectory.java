package io.liveprofile.server.laptop;

import io.liveprofile.embedded.Directories;
import io.liveprofile.sealing.MasterKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a run on this machine keeps everything; one run at a time has it. */
final class DataDirectory implements AutoCloseable {
    private static final Path USUAL = Path.of(".data");

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes it, makes it where it isn't there yet. */
    static DataDirectory claim(Path path) {
        try {
            Files.createDirectories(path.resolve("logs"));
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new Refusal("Live Profile already runs on " + path + runsWhere(path)
                        + ". Stop it there with Ctrl-C, or give this one its own data and ports:"
                        + " --data DIR --port 8090 --management-port 8568 --remote-port 25530");
            }
            return new DataDirectory(path, channel, lock);
        } catch (IOException e) {
            throw new Refusal(
                    "the data directory " + path + " can't be written to (" + e + "): give another with --data DIR", e);
        }
    }

    private static String runsWhere(Path path) {
        return RunFile.read(path.resolve("run.json"))
                .map(run -> " (process " + run.launcher() + ", API " + run.api() + ")")
                .orElse("");
    }

    /** Throws away all but the lock that is held. */
    void reset() {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                if (Files.isDirectory(file)) {
                    Directories.delete(file);
                } else if (!file.equals(path.resolve("lock"))) {
                    Files.delete(file);
                }
            }
            Files.createDirectories(path.resolve("logs"));
        } catch (IOException e) {
            throw new Refusal("the data in " + path + " can't be deleted: " + e, e);
        }
    }

    boolean isFresh() {
        return !Files.exists(path.resolve("postgres")) && !Files.exists(path.resolve("kafka"));
    }

    /** Where the command line looks by itself. */
    boolean isUsual() {
        return path.normalize().equals(USUAL);
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path log(String name) {
        return path.toAbsolutePath().normalize().resolve("logs").resolve(name + ".log");
    }

    Path runFile() {
        return path.resolve("run.json");
    }

    /** Made with the data that it seals. */
    Path masterKey() throws IOException {
        return secret("master.key");
    }

    /** The key of this run's admin. */
    String adminKey() throws IOException {
        return Files.readString(secret("admin.key"));
    }

    /** The keys that this run's service was asked for, by their roles. */
    Path apiKeys() {
        return path.resolve("keys.json");
    }

    private Path secret(String name) throws IOException {
        var file = path.toAbsolutePath().normalize().resolve(name);
        if (!Files.exists(file)) {
            OwnersFile.write(file, MasterKey.generate());
        }
        return file;
    }

    Path ports() {
        return path.resolve("ports.properties");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
