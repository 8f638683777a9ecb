package dev.hcpferry.lab.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries bytes one way until one side ends; then both do. */
record Pump(Socket from, Socket to, Flow flow) implements Runnable {

    private static final int PIECE = 16 * 1024;

    @Override
    public void run() {
        byte[] piece = new byte[PIECE];
        Pace pace = new Pace();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (!flow.admit(read, pace)) {
                    Sockets.reset(to);
                    Sockets.reset(from);
                    return;
                }
                out.write(piece, 0, read);
            }
        } catch (IOException ended) {
            // The other side hears of it below.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            Sockets.close(to);
            Sockets.close(from);
        }
    }
}
