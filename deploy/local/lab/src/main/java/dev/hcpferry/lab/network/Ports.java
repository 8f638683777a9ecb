package dev.hcpferry.lab.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine for programs that have to be told theirs before they start. */
public final class Ports {

    /** What systems give to those who ask for any port begins above: nobody gets one of these by chance before the program. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;
    private static final int TRIES = 1_000;

    private Ports() {}

    /** So many different ports that nobody listens on. */
    public static List<Integer> free(int count) {
        List<Integer> found = ThreadLocalRandom.current()
                .ints(TRIES, LOWEST, HIGHEST + 1)
                .distinct()
                .filter(Ports::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (found.size() < count) {
            throw new IllegalStateException("no ports are free between " + LOWEST + " and " + HIGHEST);
        }
        return found;
    }

    /** A port that nobody listens on. */
    public static int free() {
        return free(1).getFirst();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
