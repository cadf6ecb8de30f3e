package io.liveprofile.server;

import java.io.IOException;

/** A node that lives only as long as the process that started it: when that dies, our standard input ends. */
final class Attached {
    private Attached() {}

    static void exitWithParent() {
        Thread.ofPlatform().daemon().name("attached").start(() -> {
            waitForEnd();
            // Runs the coordinated shutdown, as a signal would.
            System.exit(0);
        });
    }

    private static void waitForEnd() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // The end all the same.
        }
    }
}
