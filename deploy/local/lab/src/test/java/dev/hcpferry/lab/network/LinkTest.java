package dev.hcpferry.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final int SHORT = 200;
    private static final int LONG = 10_000;

    private final AtomicReference<OptionalInt> target = new AtomicReference<>(OptionalInt.empty());
    private ServerSocket echo;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        target.set(OptionalInt.of(echo.getLocalPort()));
        Thread.ofVirtual().start(this::serve);
        link = new Link(target::get);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void undisturbedLink_carriesBothWays() throws IOException {
        try (Socket socket = connect()) {
            assertThat(said(socket, 'a')).isEqualTo('a');
        }
    }

    @Test
    void cutLink_resetsOldAndNewConnections_andCarriesAgainWhenHealed() throws IOException {
        try (Socket old = connect()) {
            said(old, 'a');

            link.cut();

            assertThatThrownBy(() -> said(old, 'b')).isInstanceOf(IOException.class);
            try (Socket young = connect()) {
                assertThatThrownBy(() -> said(young, 'b')).isInstanceOf(IOException.class);
            }
        }
        link.heal();
        try (Socket again = connect()) {
            assertThat(said(again, 'c')).isEqualTo('c');
        }
    }

    @Test
    void stalledLink_keepsWhatWasSaidUntilItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            said(socket, 'a');
            link.stall();
            socket.setSoTimeout(SHORT);
            assertThatThrownBy(() -> said(socket, 'b')).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(LONG);

            link.heal();

            assertThat(socket.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void slowLink_takesItsDelayInBothDirections() throws IOException {
        try (Socket socket = connect()) {
            said(socket, 'a');
            link.slow(Duration.ofMillis(SHORT));
            long begun = System.nanoTime();

            said(socket, 'b');

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(2 * SHORT));
        }
    }

    @Test
    void limitedLink_takesTheTimeOfItsRateInBothDirections() throws IOException {
        try (Socket socket = connect()) {
            said(socket, 'a');
            link.limit(10);
            long begun = System.nanoTime();

            said(socket, 'b');
            said(socket, 'c');

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(2 * SHORT - 50));
        }
    }

    @Test
    void connectionThatCarriesTooMuch_isReset_andTheNextIsNot() throws IOException {
        link.resetAfter(4);
        try (Socket socket = connect()) {
            said(socket, 'a');
            assertThatThrownBy(() -> {
                        said(socket, 'b');
                        said(socket, 'c');
                    })
                    .isInstanceOf(IOException.class);
        }
        try (Socket next = connect()) {
            assertThat(said(next, 'd')).isEqualTo('d');
            assertThat(said(next, 'e')).isEqualTo('e');
        }
    }

    @Test
    void connectionToWhereTheTargetWas_isCutAsStale() throws IOException {
        try (Socket socket = connect()) {
            said(socket, 'a');
            target.set(OptionalInt.empty());

            link.cutStale();

            assertThatThrownBy(() -> said(socket, 'b')).isInstanceOf(IOException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(LONG);
        return socket;
    }

    private static int said(Socket socket, char word) throws IOException {
        socket.getOutputStream().write(word);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection ended");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            for (int word = socket.getInputStream().read();
                    word >= 0;
                    word = socket.getInputStream().read()) {
                socket.getOutputStream().write(word);
            }
        } catch (IOException ended) {
            // as the test wants it
        }
    }
}
