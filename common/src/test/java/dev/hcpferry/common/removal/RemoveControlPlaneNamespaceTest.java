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
import org.junit.jupiter.api.Test;

class RemoveControlPlaneNamespaceTest {
    private static final RemoveControlPlaneNamespace<MigrationContext> STEP =
            new RemoveControlPlaneNamespace<>(MigrationContext::source);

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context = Removals.of(world);

    @Test
    void namespace_goesWithEverythingThatKnownFinalizersHold() throws Exception {
        look(STEP, context).waitsFor().orElse(ReasonCode.NAMESPACE_STUCK);

        look(STEP, context).isDone("is gone");
        assertThat(context.source().inControlPlane(ResourceKind.SECRET)).isEmpty();
    }

    @Test
    void unknownFinalizer_isReportedWithItsObject() throws Exception {
        hold(new ObjectKey(ResourceKind.SECRET, MigrationWorld.INSIDE, "root-ca"), "example.com/guard");
        look(STEP, context).waitsFor();

        look(STEP, context)
                .waitsFor("Secret clusters-example/root-ca", "example.com/guard")
                .orElse(ReasonCode.NAMESPACE_STUCK);

        assertThat(world.source().find(ResourceKind.SECRET, MigrationWorld.INSIDE, "root-ca"))
                .hasValueSatisfying(secret -> assertThat(secret.finalizers()).containsExactly("example.com/guard"));
    }

    @Test
    void claimThatIsHeld_isReported() throws Exception {
        KubernetesObject claim =
                KubernetesObject.create(ResourceKind.PERSISTENT_VOLUME_CLAIM, MigrationWorld.INSIDE, "data-etcd-0");
        claim.setFinalizers(List.of("kubernetes.io/pvc-protection"));
        world.source().createIfAbsent(claim);

        look(STEP, context)
                .waitsFor("PersistentVolumeClaim clusters-example/data-etcd-0", "kubernetes.io/pvc-protection");
    }

    @Test
    void kindThatNobodyLooksAt_isReportedInTheServersWords() throws Exception {
        ObjectKey namespace = new ObjectKey(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE);
        hold(namespace, "kubernetes");
        look(STEP, context).waitsFor();
        world.source()
                .edit(
                        namespace,
                        object -> object.json()
                                .withArray("/status/conditions")
                                .addObject()
                                .put("type", "NamespaceFinalizersRemaining")
                                .put("status", "True")
                                .put("message", "example.com/widget in 1 resource instances"));

        look(STEP, context)
                .waitsFor("example.com/widget in 1 resource instances")
                .orElse(ReasonCode.NAMESPACE_STUCK);
    }

    private void hold(ObjectKey key, String finalizer) {
        world.source().edit(key, object -> object.setFinalizers(List.of(finalizer)));
    }
}
