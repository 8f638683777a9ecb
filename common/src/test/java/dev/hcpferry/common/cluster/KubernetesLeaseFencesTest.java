package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.common.cluster.LeaseFences.HeldLease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KubernetesLeaseFencesTest {
    private static final String NAMESPACE = "clusters";
    private static final String LEASE = "hcp-ferry-example-abc12";

    private final InMemoryManagementCluster cluster = new InMemoryManagementCluster("source");
    private final LeaseFences fences = new KubernetesLeaseFences(TestSettings.of(Map.of(
            "hcp-ferry.lease.duration", "PT1S",
            "hcp-ferry.lease.renew-deadline", "PT0.7S",
            "hcp-ferry.lease.retry-period", "PT0.05S")));

    @Test
    void twoRunsOfOneProcessDoNotShareALease() {
        try (HeldLease lease = acquire().orElseThrow()) {
            assertThat(acquire()).isEmpty();
            assertThat(lease.held()).isTrue();
        }
        try (HeldLease next = acquire().orElseThrow()) {
            assertThat(next.held()).isTrue();
        }
    }

    @Test
    void lostLeaseDoesNotKeepThisProcessFromTakingItAnew() {
        HeldLease lost = acquire().orElseThrow();
        cluster.setUnreachable(true);
        await().until(() -> !lost.held());
        cluster.setUnreachable(false);

        try (HeldLease next = acquire().orElseThrow()) {
            lost.close();

            await().during(Duration.ofMillis(300)).until(next::held);
            assertThat(acquire()).isEmpty();
        }
    }

    @Test
    void foreignLeaseThatStandsStillForItsDurationIsTakenWhateverItsClockSays() {
        foreignLease(Instant.now().plusSeconds(3600));
        AtomicReference<Optional<HeldLease>> taken = new AtomicReference<>(Optional.empty());
        long firstSeen = System.nanoTime();
        assertThat(acquire()).isEmpty();

        await().until(() -> {
            taken.set(acquire());
            return taken.get().isPresent();
        });

        assertThat(Duration.ofNanos(System.nanoTime() - firstSeen)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        taken.get().orElseThrow().close();
    }

    @Test
    void foreignLeaseOfAClockThatIsSlowIsRespectedWhileItIsRenewed() {
        for (int renewal = 0; renewal < 12; renewal++) {
            foreignLease(Instant.now().minusMillis(2_500));

            assertThat(acquire()).isEmpty();
            sleep();
        }
    }

    @Test
    void leaseThatSomebodyDeletedIsPutBack() {
        try (HeldLease lease = acquire().orElseThrow()) {
            cluster.delete(cluster.find(ResourceKind.LEASE, NAMESPACE, LEASE).orElseThrow());

            await().until(() ->
                    cluster.find(ResourceKind.LEASE, NAMESPACE, LEASE).isPresent());

            assertThat(lease.held()).isTrue();
        }
    }

    private Optional<HeldLease> acquire() {
        return fences.tryAcquire(cluster, NAMESPACE, LEASE, "me");
    }

    private void foreignLease(Instant renewed) {
        KubernetesObject lease = KubernetesObject.create(ResourceKind.LEASE, NAMESPACE, LEASE);
        cluster.createIfAbsent(lease);
        cluster.edit(
                lease.key(),
                there -> there.spec()
                        .put("holderIdentity", "other")
                        .put("leaseDurationSeconds", 1)
                        .put("renewTime", renewed.toString()));
    }

    private static void sleep() {
        await().pollDelay(Duration.ofMillis(150)).until(() -> true);
    }
}
