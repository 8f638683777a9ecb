package dev.hcpferry.common.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.cluster.KubernetesClients;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.cluster.TestKubeconfig;
import dev.hcpferry.common.guest.Guests.GuestApi;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KubeconfigGuestsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Guests guests = new KubeconfigGuests(new KubernetesClients(vertx));

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void guestThatAcceptsButDoesNotAnswerIsGivenUpSoon() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GuestApi guest = guests.open(TestKubeconfig.of("http://127.0.0.1:" + silent.getLocalPort()))) {
            long begun = System.nanoTime();

            assertThat(guest.ready()).isFalse();
            assertThatThrownBy(() -> guest.list(ResourceKind.NODE, null))
                    .extracting(thrown -> ((KubernetesException) thrown).kind())
                    .isEqualTo(KubernetesException.Kind.UNREACHABLE);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void kubeconfigFromAClusterMustNotNameOurFiles() {
        String text = TestKubeconfig.of("https://127.0.0.1:1").replace("token: t0ken", "tokenFile: /etc/hostname");

        assertThatThrownBy(() -> guests.open(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
