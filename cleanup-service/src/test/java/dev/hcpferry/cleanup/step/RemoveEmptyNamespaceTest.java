package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemoveEmptyNamespaceTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void namespaceWithANeighbour_staysAndIsTold() throws Exception {
        look(new RemoveEmptyNamespace(), context).isDone("stays");

        assertThat(world.source().find(ResourceKind.NAMESPACE, null, "clusters"))
                .isPresent();
        assertThat(context.left()).singleElement().satisfies(left -> {
            assertThat(left.kind()).isEqualTo("Namespace");
            assertThat(left.why()).contains("HostedCluster clusters/");
        });
    }

    @Test
    void emptyNamespace_isRemoved() throws Exception {
        removeEverything();
        KubernetesObject everywhere = KubernetesObject.create(ResourceKind.CONFIG_MAP, "clusters", "kube-root-ca.crt");
        world.source().createIfAbsent(everywhere);

        look(new RemoveEmptyNamespace(), context).waitsFor("removing the empty namespace");

        look(new RemoveEmptyNamespace(), context).isDone("is gone");
    }

    @Test
    void secretOfTheRemovedHostedCluster_thatWaitsForTheGarbageCollector_isNoUse() throws Exception {
        removeEverything();
        world.source().createIfAbsent(kubeconfigOf("example"));

        look(new RemoveEmptyNamespace(), context).waitsFor("removing the empty namespace");
    }

    @Test
    void secretOfAnotherHostedCluster_thatWaitsForTheGarbageCollector_keepsTheNamespace() throws Exception {
        removeEverything();
        world.source().createIfAbsent(kubeconfigOf("other"));

        look(new RemoveEmptyNamespace(), context).isDone("stays", "other-admin-kubeconfig");
    }

    private static KubernetesObject kubeconfigOf(String hostedCluster) {
        KubernetesObject secret =
                KubernetesObject.create(ResourceKind.SECRET, "clusters", hostedCluster + "-admin-kubeconfig");
        secret.setOwnerReferences(List.of(new OwnerReference(
                "hypershift.openshift.io/v1beta1", "HostedCluster", hostedCluster, "gone", false, false)));
        return secret;
    }

    private void removeEverything() {
        Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL, ResourceKind.SECRET)
                .flatMap(kind -> world.source().list(kind, "clusters").stream())
                .forEach(this::remove);
    }

    private void remove(KubernetesObject object) {
        world.source().edit(object.key(), there -> there.setFinalizers(List.of()));
        world.source().delete(object);
    }
}
