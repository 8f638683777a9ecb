package dev.hcpferry.benchmark.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostedClusterObjectsTest {
    @Test
    void everyObjectTravels() {
        HostedClusterObjects objects = new HostedClusterObjects(new HostedClusterRef("clusters", "hc1"));
        List<KubernetesObject> controlPlane = objects.controlPlane(40);

        Inventory inventory = Inventory.of(
                new HostedCluster(objects.hostedCluster()),
                List.of(objects.nodePool()),
                List.of(),
                controlPlane,
                objects.namespaces(),
                Scope.CONTROL_PLANE_AND_NODES);

        assertThat(controlPlane).hasSize(40);
        assertThat(inventory.travels()).hasSize(44).containsAll(controlPlane);
        assertThat(controlPlane)
                .extracting(KubernetesObject::kind)
                .contains(Inventory.CONTROL_PLANE_KINDS.toArray(ResourceKind[]::new));
    }
}
