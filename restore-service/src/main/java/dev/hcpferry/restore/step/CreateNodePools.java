package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.RemoveNodePools;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;

/** Done when every NodePool of the bundle is there, owned by the HostedCluster, with the annotations that say what its nodes run. */
public final class CreateNodePools implements Step<RestoreContext> {
    @Override
    public String name() {
        return "create-node-pools";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.by(new RemoveNodePools<>(MigrationContext::destination));
    }

    @Override
    public StepResult run(RestoreContext context) {
        List<KubernetesObject> pools = context.manifests(ResourceKind.NODE_POOL);
        pools.forEach(manifest -> CreatedObjects.create(CreatedObjects.prepare(manifest, context), context));
        return StepResult.done(pools.size() + " NodePools are there");
    }
}
