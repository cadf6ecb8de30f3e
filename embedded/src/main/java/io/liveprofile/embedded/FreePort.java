package io.liveprofile.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listened on a moment ago. Below those that systems give to outgoing connections: one of theirs may be
 * somebody's before the server that it is for has begun. None is given twice.
 */
public final class FreePort {
    static final int MIN = 26_000;
    static final int MAX = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    public static int find() {
        while (GIVEN.size() < MAX - MIN) {
            int port = ThreadLocalRandom.current().nextInt(MIN, MAX);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("all ports from " + MIN + " to " + MAX + " were given or are taken");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
