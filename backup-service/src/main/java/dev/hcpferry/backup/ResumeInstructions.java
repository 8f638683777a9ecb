package dev.hcpferry.backup;

import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.HostedClusterRef;

/** What a human types to have the source run the hosted cluster again (docs/runbooks/LeftPaused.md explains each line). */
final class ResumeInstructions {
    private ResumeInstructions() {}

    static String of(MigrationContext context) {
        HostedClusterRef ref = context.ref();
        String kubectl = "kubectl --kubeconfig " + context.request().source() + ".kubeconfig -n ";
        String inside = kubectl + ref.controlPlaneNamespace();
        String beside = kubectl + ref.namespace();
        return String.join(
                "; ",
                inside + " annotate deployments --all hcp-ferry.dev/replicas- hcp-ferry.dev/scaled-down-at-",
                beside + " patch hostedcluster " + ref.name()
                        + " --type=merge -p '{\"metadata\":{\"annotations\":{\"hcp-ferry.dev/migration\":null,"
                        + "\"hcp-ferry.dev/paused-until\":null}},\"spec\":{\"pausedUntil\":null}}'",
                "HyperShift then starts the control plane again; once the nodes are Ready, for each MachineDeployment and"
                        + " MachineSet whose spec.replicas are not those of its annotation hcp-ferry.dev/replicas: "
                        + inside + " scale KIND NAME --replicas=NOTED",
                "for each NodePool of " + ref.name() + ": " + beside
                        + " patch nodepool NAME --type=merge -p '{\"metadata\":{\"annotations\":{\"hcp-ferry.dev/paused-until\":null}},"
                        + "\"spec\":{\"pausedUntil\":null}}'",
                inside + " annotate machinedeployments,machinesets,machines,awsmachines,awsclusters,machinehealthchecks"
                        + " --all cluster.x-k8s.io/paused- hcp-ferry.dev/paused-until- hcp-ferry.dev/replicas-");
    }
}
