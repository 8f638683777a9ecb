package dev.hcpferry.lab;

import dev.hcpferry.lab.aws.HostedZone;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Optional;

/** How far the operators of a management cluster are with a new hosted cluster. */
record Founding(HostedClusterNames names, Management home) {

    /** Its API serves and has a public name, and every node that is wanted has an instance. */
    boolean isReached(HostedZone zone) {
        int wanted = nodePools().stream()
                .mapToInt(pool -> pool.number("/spec/replicas"))
                .sum();
        return home.controlPlanes().apiPort(names.controlPlaneNamespace()).isPresent()
                && adminKubeconfig().isPresent()
                && zone.find(names.apiHost(), "CNAME").isPresent()
                && machinesWithInstances().size() == wanted;
    }

    /** It is Available, and its NodePools are Ready. */
    boolean isSettled() {
        return home.objects()
                        .find(Kind.HOSTED_CLUSTER, names.namespace(), names.name())
                        .filter(found -> found.isTrue("Available") && found.isTrue("ValidAWSIdentityProvider"))
                        .isPresent()
                && nodePools().stream().allMatch(pool -> pool.isTrue("Ready"));
    }

    List<Thing> machinesWithInstances() {
        return home.objects().list(Kind.MACHINE, names.controlPlaneNamespace()).stream()
                .filter(machine -> !machine.text("/spec/providerID").isEmpty())
                .toList();
    }

    Optional<String> adminKubeconfig() {
        return home.objects()
                .find(Kind.SECRET, names.namespace(), names.name() + "-admin-kubeconfig")
                .flatMap(secret -> secret.secret("kubeconfig"));
    }

    private List<Thing> nodePools() {
        return home.objects().list(Kind.NODE_POOL, names.namespace()).stream()
                .filter(pool -> pool.text("/spec/clusterName").equals(names.name()))
                .toList();
    }
}
