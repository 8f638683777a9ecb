package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveManifestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HostedCluster",
                "HostedControlPlane",
                "NodePool",
                "NodePool-paused-by-user",
                "Cluster",
                "Cluster-paused-by-user",
                "AWSCluster",
                "AWSMachine",
                "AWSMachineTemplate",
                "Machine",
                "MachineSet",
                "MachineDeployment",
                "MachineHealthCheck-paused-by-user",
                "Secret",
                "ConfigMap",
                "Namespace"
            })
    void runningObjectBecomesTheManifestThatAMigrationWouldSave(String golden) {
        KubernetesObject running = running(ObjectYaml.resource("golden/" + golden + "-in.yaml"));
        String before = ObjectYaml.write(running);

        KubernetesObject manifest = LiveManifest.of(running);

        assertThat(ObjectYaml.write(manifest))
                .isEqualTo(ObjectYaml.write(ObjectYaml.resource("golden/" + golden + "-out.yaml")));
        assertThat(ObjectYaml.write(running)).as("the object itself").isEqualTo(before);
    }

    /** As it was before the migration of the golden file paused and marked it. */
    private static KubernetesObject running(KubernetesObject inAMigration) {
        if (inAMigration.kind() != ResourceKind.HOSTED_CONTROL_PLANE) {
            Pause.undo(inAMigration);
        }
        OwnershipMarks.removeFrom(inAMigration);
        return inAMigration;
    }
}
