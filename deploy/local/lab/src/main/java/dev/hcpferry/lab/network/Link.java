package dev.hcpferry.lab.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A port that never moves, and behind it whatever serves now. Without a target a connection is reset at once; when the
 * target changes, connections to where it was before are cut. Can be disturbed at any time; safe for threads.
 */
public final class Link implements AutoCloseable {

    private final ServerSocket listener;
    private final Supplier<OptionalInt> target;
    private final Map<Socket, Integer> open = new ConcurrentHashMap<>();
    private final Flow flow = new Flow();
    private volatile boolean cut;

    public Link(Supplier<OptionalInt> target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        Thread.ofVirtual().name("link-" + port()).start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the connections that lead elsewhere than a new one would. */
    public void cutStale() {
        OptionalInt now = target.get();
        open.forEach((socket, port) -> {
            if (now.isEmpty() || now.getAsInt() != port) {
                Sockets.reset(socket);
            }
        });
    }

    /** Resets all connections, once. */
    public void reset() {
        open.keySet().forEach(Sockets::reset);
    }

    /** Resets all connections, and every new one, until {@link #heal}. */
    public void cut() {
        cut = true;
        reset();
    }

    /** Connections stay, and take bytes, but none arrives before {@link #heal}. */
    public void stall() {
        flow.stall();
    }

    /** Every piece of data takes this much longer, in both directions. */
    public void slow(Duration delay) {
        flow.slow(delay);
    }

    /** Every connection carries at most so many bytes a second in each direction. */
    public void limit(long bytesPerSecond) {
        flow.limit(bytesPerSecond);
    }

    /** Resets the connection with which the bytes carried from now on, in both directions together, become so many; once. */
    public void resetAfter(long bytes) {
        flow.resetAfter(bytes);
    }

    /** Ends every disturbance. */
    public void heal() {
        cut = false;
        flow.heal();
    }

    @Override
    public void close() {
        heal();
        Sockets.close(listener);
        open.keySet().forEach(Sockets::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket client) {
        OptionalInt port = cut ? OptionalInt.empty() : target.get();
        if (port.isEmpty()) {
            Sockets.reset(client);
            return;
        }
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.put(client, port.getAsInt());
            Thread back = Thread.ofVirtual().start(new Pump(server, client, flow));
            new Pump(client, server, flow).run();
            back.join();
        } catch (IOException refused) {
            Sockets.reset(client);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            Sockets.close(client);
        }
    }
}
