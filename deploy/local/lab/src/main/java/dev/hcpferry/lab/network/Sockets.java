package dev.hcpferry.lab.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** Ways to end a connection. */
final class Sockets {

    private Sockets() {}

    /** The peer sees the end of the stream. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }

    /** The peer sees an error. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
        close(socket);
    }
}
