package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.OwnershipMarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

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
    void objectOfTheSourceBecomesItsManifest(String golden) {
        KubernetesObject onSource = ObjectYaml.resource("golden/" + golden + "-in.yaml");
        String before = ObjectYaml.write(onSource);

        KubernetesObject manifest = Manifest.of(onSource);

        assertThat(ObjectYaml.write(manifest))
                .isEqualTo(ObjectYaml.write(ObjectYaml.resource("golden/" + golden + "-out.yaml")));
        assertThat(ObjectYaml.write(onSource)).as("the object itself").isEqualTo(before);
    }

    @Test
    void ownersOfTheSourceAreNoted() {
        KubernetesObject manifest = Manifest.of(ObjectYaml.resource("golden/Machine-in.yaml"));

        assertThat(Manifest.owners(manifest))
                .containsExactly(new OwnerReference(
                        "cluster.x-k8s.io/v1beta1", "MachineSet", "workers-7d9f", "uid-machine-set", true, true));
        assertThat(manifest.ownerReferences()).isEmpty();
    }

    @Test
    void manifestWithoutNoteHasNoOwners() {
        assertThat(Manifest.owners(Manifest.of(ObjectYaml.resource("golden/ConfigMap-in.yaml"))))
                .isEmpty();
    }

    @Test
    void noteThatCannotBeReadIsRefused() {
        KubernetesObject manifest = Manifest.of(ObjectYaml.resource("golden/ConfigMap-in.yaml"));
        manifest.annotate(OwnershipMarks.OWNER_REFERENCES, "[{");

        assertThatThrownBy(() -> Manifest.owners(manifest)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Machine, aws:///eu-west-1a/i-0123456789abcdef0",
        "AWSMachine, aws:///eu-west-1a/i-0123456789abcdef0",
        "MachineSet,",
        "Secret,"
    })
    void onlyMachinesHaveAProviderId(String golden, String expected) {
        KubernetesObject manifest = Manifest.of(ObjectYaml.resource("golden/" + golden + "-in.yaml"));

        assertThat(Manifest.providerId(manifest).orElse(null)).isEqualTo(expected);
    }
}
