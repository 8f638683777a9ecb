package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoveNodePoolsTest {
    private static final RemoveNodePools<MigrationContext> STEP = new RemoveNodePools<>(MigrationContext::source);

    private static final ObjectKey WORKERS = new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers");
    private static final String FINALIZER = "hypershift.openshift.io/finalizer";

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

    @Test
    void ownNodePools_areRemovedAndTheNeighboursStay() throws Exception {
        look(STEP, context).waitsFor("removed 1 NodePools");

        assertThat(world.source().list(ResourceKind.NODE_POOL, "clusters"))
                .extracting(KubernetesObject::name)
                .containsExactly("other-workers");
        look(STEP, context).isDone();
    }

    @Test
    void operatorThatIsAlwaysFaster_losesToTheBan() throws Exception {
        putFinalizerBackAtOnce();
        look(STEP, context).waitsFor("was changed just now");
        look(STEP, context).waitsFor("was changed just now");

        look(new BanFinalizers<>(MigrationContext::source, any -> "example-abc12"), context)
                .isDone("no finalizer");
        look(STEP, context).waitsFor("removed 1 NodePools");
        look(STEP, context).isDone();

        look(new LiftFinalizerBan<>(MigrationContext::source, any -> "example-abc12"), context)
                .isDone();
        assertThat(world.source().list(ResourceKind.VALIDATING_ADMISSION_POLICY, null))
                .isEmpty();
        assertThat(world.source().list(ResourceKind.VALIDATING_ADMISSION_POLICY_BINDING, null))
                .isEmpty();
    }

    @Test
    void clusterWithoutAdmissionPolicies_isDoneWithoutABan() throws Exception {
        world.source().forget(ResourceKind.VALIDATING_ADMISSION_POLICY);

        look(new BanFinalizers<>(MigrationContext::source, any -> "example-abc12"), context)
                .isDone("not banned");
        look(new LiftFinalizerBan<>(MigrationContext::source, any -> "example-abc12"), context)
                .isDone();
    }

    /** As the hypershift-operator does before any other request, unless the API server refuses. */
    private void putFinalizerBackAtOnce() {
        world.source().edit(WORKERS, pool -> pool.setFinalizers(List.of(FINALIZER)));
        world.source().watch(ResourceKind.NODE_POOL, "clusters", () -> {
            if (!isRefused()) {
                world.source().edit(WORKERS, pool -> pool.setFinalizers(List.of(FINALIZER)));
            }
        });
    }

    private boolean isRefused() {
        Optional<KubernetesObject> policy =
                world.source().find(ResourceKind.VALIDATING_ADMISSION_POLICY, null, "hcp-ferry-removal-example-abc12");
        String label = "/spec/matchConstraints/objectSelector/matchLabels/hcp-ferry.dev~1removal";
        return world.source()
                .find(WORKERS.kind(), WORKERS.namespace(), WORKERS.name())
                .map(pool -> pool.labels().get("hcp-ferry.dev/removal"))
                .equals(policy.flatMap(found -> found.text(label)));
    }

    @Test
    void unknownFinalizer_isReported() throws Exception {
        world.source().edit(WORKERS, pool -> pool.setFinalizers(List.of("example.com/guard")));

        look(STEP, context)
                .waitsFor("NodePool clusters/workers", "example.com/guard")
                .orElse(ReasonCode.NAMESPACE_STUCK);
    }
}
