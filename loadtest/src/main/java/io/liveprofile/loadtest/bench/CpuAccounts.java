package io.liveprofile.loadtest.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * CPU time as the operating system has booked it: of this JVM, and of other processes with their children, the ended
 * ones included. Steadier on a noisy machine than wall time. Read before and after; the difference is what was spent.
 */
public final class CpuAccounts {
    private static final OperatingSystemMXBean JVM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path PROC = Path.of("/proc");
    private static final long MICROS_PER_TICK = 10_000;

    /** Counted from the field after the command name, which itself may hold blanks and brackets. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private final List<Long> parents;

    private CpuAccounts(List<Long> parents) {
        this.parents = parents;
    }

    public static CpuAccounts ofThisJvm() {
        return new CpuAccounts(List.of());
    }

    /** This JVM and the PostgreSQL server that {@code backendPid} (its {@code pg_backend_pid()}) belongs to. */
    public static CpuAccounts ofThisJvmAndPostgres(long backendPid) {
        return ofThisJvmAnd(parentOf(backendPid));
    }

    /** This JVM, and each of these processes with its children. */
    public static CpuAccounts ofThisJvmAnd(Long... pids) {
        for (var pid : pids) {
            stat(pid);
        }
        return new CpuAccounts(List.of(pids));
    }

    public static long parentOf(long pid) {
        return stat(pid)[PARENT];
    }

    public long micros() {
        return jvmMicros() + othersMicros();
    }

    public static long jvmMicros() {
        return TimeUnit.NANOSECONDS.toMicros(JVM.getProcessCpuTime());
    }

    public long othersMicros() {
        return parents.isEmpty() ? 0 : MICROS_PER_TICK * ticks();
    }

    private long ticks() {
        long ticks = 0;
        for (long parent : parents) {
            var own = stat(parent);
            ticks += own[USER] + own[SYSTEM] + own[ENDED_CHILDREN_USER] + own[ENDED_CHILDREN_SYSTEM];
        }
        try (var processes = processes()) {
            for (long pid : processes.toList()) {
                var child = statIfThere(pid);
                if (child.length > 0 && parents.contains(child[PARENT])) {
                    ticks += child[USER] + child[SYSTEM];
                }
            }
        }
        return ticks;
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static Stream<Long> processes() {
        try {
            return Files.list(PROC)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] stat(long pid) {
        if (!Files.isDirectory(PROC)) {
            throw new IllegalStateException("CPU time of other processes is read from /proc, which only Linux has");
        }
        var fields = statIfThere(pid);
        if (fields.length == 0) {
            throw new IllegalStateException("there is no process " + pid + " to read the CPU time of");
        }
        return fields;
    }

    /** Nothing if the process has ended: its parent then has its time. */
    private static long[] statIfThere(long pid) {
        try {
            var line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).trim().split(" ");
            return Stream.of(fields)
                    .limit(ENDED_CHILDREN_SYSTEM + 1L)
                    .mapToLong(field -> field.matches("-?\\d+") ? Long.parseLong(field) : 0)
                    .toArray();
        } catch (NoSuchFileException e) {
            return new long[0];
        } catch (IOException e) {
            // Linux answers "no such process" when it ends between opening and reading.
            return new long[0];
        }
    }
}
