package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.common.cluster.LeaseFences.HeldLease;
import dev.hcpferry.common.config.FerrySettings.LeaseSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KubernetesLeaseTest {
    private static final ObjectKey KEY =
            new ObjectKey(ResourceKind.LEASE, "clusters-example", "hcp-ferry-example-abc12");
    private static final Settings PATIENT =
            new Settings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(10));
    private static final Settings HASTY =
            new Settings(Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofMillis(20));

    private final InMemoryManagementCluster cluster = new InMemoryManagementCluster("source");

    @Test
    void freeLeaseIsTakenAndWrittenDown() {
        try (HeldLease lease = acquire("a", PATIENT).orElseThrow()) {
            assertThat(lease.held()).isTrue();
            KubernetesObject written = lease();
            assertThat(written.text("/spec/holderIdentity")).contains("a");
            assertThat(written.at("/spec/leaseDurationSeconds").asInt()).isEqualTo(30);
            assertThat(written.text("/spec/renewTime").orElseThrow()).matches("\\d{4}-.*\\.\\d{6}Z");
        }
    }

    @Test
    void secondHolderIsRefusedAndChangesNothing() {
        try (HeldLease lease = acquire("a", PATIENT).orElseThrow()) {
            KubernetesObject before = lease();

            Optional<HeldLease> second = acquire("b", PATIENT);

            assertThat(second).isEmpty();
            assertThat(lease().json()).isEqualTo(before.json());
            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void expiredLeaseIsTakenOver() {
        foreignLease("crashed", Instant.now().minusSeconds(60));

        try (HeldLease lease = acquire("b", PATIENT).orElseThrow()) {
            assertThat(lease.held()).isTrue();
            assertThat(lease().text("/spec/holderIdentity")).contains("b");
        }
    }

    @Test
    void foreignLeaseThatIsStillRenewedIsRespected() {
        foreignLease("alive", Instant.now().minusSeconds(5));

        assertThat(acquire("b", PATIENT)).isEmpty();
    }

    @Test
    void sameHolderTakesItsLeaseAgainAfterARestart() {
        foreignLease("a", Instant.now().minusSeconds(5));

        try (HeldLease lease = acquire("a", PATIENT).orElseThrow()) {
            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void closedLeaseIsFreeForTheNext() {
        acquire("a", PATIENT).orElseThrow().close();

        assertThat(cluster.find(KEY.kind(), KEY.namespace(), KEY.name())).isEmpty();
        try (HeldLease next = acquire("b", PATIENT).orElseThrow()) {
            assertThat(next.held()).isTrue();
        }
    }

    @Test
    void closingLeavesTheLeaseOfANewHolderAlone() {
        HeldLease lease = acquire("a", PATIENT).orElseThrow();
        cluster.edit(KEY, stolen -> stolen.spec().put("holderIdentity", "thief"));

        lease.close();

        assertThat(lease().text("/spec/holderIdentity")).contains("thief");
        assertThat(lease.held()).isFalse();
    }

    @Test
    void leaseIsRenewedInTheBackground() {
        try (HeldLease lease = acquire("a", HASTY).orElseThrow()) {
            String first = lease().text("/spec/renewTime").orElseThrow();

            await().untilAsserted(() ->
                    assertThat(lease().text("/spec/renewTime").orElseThrow()).isGreaterThan(first));

            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void leaseThatCannotBeRenewedIsLostForGood() {
        try (HeldLease lease = acquire("a", HASTY).orElseThrow()) {
            cluster.setUnreachable(true);
            await().until(() -> !lease.held());

            cluster.setUnreachable(false);

            await().during(Duration.ofMillis(100)).until(() -> !lease.held());
        }
    }

    @Test
    void shortOutageDoesNotCostTheLease() {
        Settings settings = new Settings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(20));
        try (HeldLease lease = acquire("a", settings).orElseThrow()) {
            String before = lease().text("/spec/renewTime").orElseThrow();
            cluster.setUnreachable(true);
            assertThat(lease.held()).isTrue();

            cluster.setUnreachable(false);

            await().untilAsserted(() ->
                    assertThat(lease().text("/spec/renewTime").orElseThrow()).isGreaterThan(before));
            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void stolenLeaseIsLostAtTheNextRenewal() {
        Settings settings = new Settings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(20));
        try (HeldLease lease = acquire("a", settings).orElseThrow()) {
            cluster.edit(KEY, stolen -> stolen.spec().put("holderIdentity", "thief"));

            await().until(() -> !lease.held());

            assertThat(lease().text("/spec/holderIdentity")).contains("thief");
        }
    }

    @Test
    void closingWhileTheServerIsAwayThrowsNothing() {
        HeldLease lease = acquire("a", PATIENT).orElseThrow();
        cluster.setUnreachable(true);

        lease.close();

        assertThat(lease.held()).isFalse();
    }

    private Optional<HeldLease> acquire(String holder, LeaseSettings settings) {
        return KubernetesLease.tryAcquire(cluster, KEY, holder, settings, new LeaseSightings());
    }

    private KubernetesObject lease() {
        return cluster.find(KEY.kind(), KEY.namespace(), KEY.name()).orElseThrow();
    }

    private void foreignLease(String holder, Instant renewed) {
        KubernetesObject lease = KubernetesObject.create(KEY.kind(), KEY.namespace(), KEY.name());
        lease.spec()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", 15)
                .put("renewTime", renewed.toString());
        cluster.createIfAbsent(lease);
    }

    private record Settings(Duration duration, Duration renewDeadline, Duration retryPeriod) implements LeaseSettings {}
}
