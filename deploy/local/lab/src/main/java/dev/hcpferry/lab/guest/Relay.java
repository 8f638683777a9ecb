package dev.hcpferry.lab.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A port that never moves, and behind it whatever serves now. Without a target a connection is reset at once; when the
 * target changes, connections to where it was before are cut.
 */
public class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final Supplier<OptionalInt> target;
    private final Map<Socket, Integer> open = new ConcurrentHashMap<>();

    public Relay(Supplier<OptionalInt> target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        Thread.ofVirtual().name("relay-" + port()).start(this::accept);
    }

    public final int port() {
        return listener.getLocalPort();
    }

    /** Cuts the connections that lead elsewhere than a new one would. */
    public final void cutStale() {
        OptionalInt now = target.get();
        open.forEach((socket, port) -> {
            if (now.isEmpty() || now.getAsInt() != port) {
                cut(socket);
            }
        });
    }

    @Override
    public void close() {
        cut(listener);
        open.keySet().forEach(Relay::cut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        OptionalInt port = target.get();
        if (port.isEmpty()) {
            reset(client);
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.put(client, port.getAsInt());
            Thread back = Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
            back.join();
        } catch (IOException refused) {
            reset(client);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            cut(client);
        }
    }

    /** Until one side ends; then both do. */
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other side hears of it below.
        } finally {
            cut(to);
            cut(from);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
        cut(socket);
    }

    private static void cut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception gone) {
            // It is what was wanted.
        }
    }
}
