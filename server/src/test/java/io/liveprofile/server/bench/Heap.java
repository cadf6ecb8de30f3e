package io.liveprofile.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM holds once all garbage is gone.
 *
 * @param instances by name of the class
 */
record Heap(long bytes, Map<String, Long> instances) {

    static Heap of(long pid) throws IOException {
        // Twice: what a finalizer or a cleaner holds goes with the second collection.
        histogram(pid);
        long bytes = 0;
        var instances = new HashMap<String, Long>();
        for (var line : histogram(pid).lines().map(String::strip).toList()) {
            var words = line.split("\\s+");
            if (words[0].equals("Total")) {
                bytes = Long.parseLong(words[2]);
            } else if (words[0].endsWith(":") && words.length > 3) {
                instances.put(words[3], Long.parseLong(words[1]));
            }
        }
        if (bytes == 0) {
            throw new IOException("the histogram of " + pid + " tells no total");
        }
        return new Heap(bytes, instances);
    }

    static Heap ofThisJvm() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    long instances(Class<?> type) {
        return instances.getOrDefault(type.getName(), 0L);
    }

    /**
     * By way of a file: a JVM that tells of itself stands still until its answer is written, so that nobody would empty a pipe.
     */
    private static String histogram(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var told = Files.createTempFile("heap", ".txt");
        try {
            new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start()
                    .onExit()
                    .join();
            return Files.readString(told);
        } finally {
            Files.delete(told);
        }
    }
}
