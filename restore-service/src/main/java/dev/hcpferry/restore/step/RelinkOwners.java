package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Set;

/** Done when what the HostedCluster or a NodePool owned is owned by them again: they were created after it. */
public final class RelinkOwners implements Step<RestoreContext> {
    private static final Set<ResourceKind> LATE_OWNERS = Set.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL);
    private static final Set<ResourceKind> OWNED_FROM_THE_START = Set.of(ResourceKind.NODE_POOL);

    @Override
    public String name() {
        return "relink-owners";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("what it changes is removed");
    }

    @Override
    public StepResult run(RestoreContext context) {
        List<KubernetesObject> orphans = context.manifests().stream()
                .filter(manifest -> !OWNED_FROM_THE_START.contains(manifest.kind()))
                .filter(RelinkOwners::hasLateOwner)
                .toList();
        for (KubernetesObject orphan : orphans) {
            List<OwnerReference> owners = CreatedObjects.livingOwners(orphan, context);
            context.destination().cluster().edit(orphan.key(), object -> object.setOwnerReferences(owners));
        }
        return StepResult.done(orphans.size() + " objects belong to the HostedCluster or a NodePool");
    }

    private static boolean hasLateOwner(KubernetesObject manifest) {
        return Manifest.owners(manifest).stream()
                .flatMap(owner -> owner.resourceKind().stream())
                .anyMatch(LATE_OWNERS::contains);
    }
}
