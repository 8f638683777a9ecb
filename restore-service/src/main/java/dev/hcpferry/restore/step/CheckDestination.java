package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Objects;

/** Done when the destination holds nothing under the names of this hosted cluster, or what this migration has created. */
public final class CheckDestination implements Step<RestoreContext> {
    @Override
    public String name() {
        return "check-destination";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site destination = context.destination();
        boolean foreignHostedCluster = destination
                .hostedCluster()
                .map(HostedCluster::object)
                .filter(found -> !context.created(found))
                .isPresent();
        if (foreignHostedCluster) {
            return occupied("HostedCluster " + context.ref(), destination);
        }
        boolean foreignNamespace = destination
                .cluster()
                .find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace())
                .filter(found -> !context.created(found))
                .isPresent();
        if (foreignNamespace) {
            return occupied("namespace " + destination.controlPlaneNamespace(), destination);
        }
        List<KubernetesObject> different = context.manifests().stream()
                .filter(manifest ->
                        Objects.equals(manifest.namespace(), context.ref().namespace()))
                .filter(manifest -> destination
                        .cluster()
                        .find(manifest.kind(), manifest.namespace(), manifest.name())
                        .filter(found -> !CreatedObjects.isAcceptable(found, manifest, context))
                        .isPresent())
                .toList();
        return different.isEmpty()
                ? StepResult.done("the destination is free")
                : StepResult.failed(
                        ReasonCode.OBJECT_CONFLICT,
                        destination.name() + " holds objects of the same names with other content: " + different,
                        "find out whose they are; rename or remove them, then retry the migration");
    }

    private static StepResult occupied(String what, Site destination) {
        return StepResult.failed(
                ReasonCode.DESTINATION_OCCUPIED,
                destination.name() + " holds a " + what + " that this migration did not create",
                "find out whose it is and remove it there, then retry the migration");
    }
}
