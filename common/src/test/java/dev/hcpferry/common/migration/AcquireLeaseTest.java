package dev.hcpferry.common.migration;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class AcquireLeaseTest {
    private static final String LEASE = "mgmt-a/clusters/hcp-ferry-example-abc12";
    private static final AcquireLease<MigrationContext> STEP =
            new AcquireLease<>(MigrationContext::source, context -> "example-abc12");

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context =
            new MigrationContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void freeLease_isTakenAndKept() throws Exception {
        look(STEP, context).isDone("hcp-ferry-example-abc12 on mgmt-a");
        look(STEP, context).isDone("nobody else acts");

        assertThat(world.leases().held()).containsExactly(LEASE);
    }

    @Test
    void leaseOfAnotherRunner_isAwaited() throws Exception {
        world.leases().takeBefore(LEASE);

        look(STEP, context).waitsFor("another runner holds the lease");

        assertThat(context.holdsLease()).isFalse();
    }

    @Test
    void lostLease_stopsTheRunBeforeItsNextWrite() throws Exception {
        look(STEP, context).isDone();
        KubernetesObject object = KubernetesObject.create(ResourceKind.SECRET, "clusters", "late");
        world.leases().lose(LEASE);

        assertThat(context.run().reasonToStop()).contains("lost");
        assertThatThrownBy(() -> context.source().cluster().createIfAbsent(object))
                .hasMessageContaining("may not act any more");
        assertThat(world.source().find(ResourceKind.SECRET, "clusters", "late")).isEmpty();
    }

    @Test
    void nothingToGuard_takesNoLease() throws Exception {
        AcquireLease<MigrationContext> unneeded =
                new AcquireLease<>(MigrationContext::source, none -> "example-abc12", none -> true);

        look(unneeded, context).isDone();

        assertThat(world.leases().held()).isEmpty();
    }

    @Test
    void closedContext_givesTheLeaseBack() throws Exception {
        look(STEP, context).isDone();

        context.close();

        assertThat(world.leases().held()).isEmpty();
    }
}
