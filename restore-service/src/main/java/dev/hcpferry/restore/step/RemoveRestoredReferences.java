package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.Removal;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Done when the HostedCluster's namespace holds no Secret or ConfigMap that this migration created. */
public final class RemoveRestoredReferences implements BackwardStep<RestoreContext> {
    @Override
    public String name() {
        return "remove-restored-references";
    }

    @Override
    public StepResult run(RestoreContext context) {
        Site destination = context.destination();
        Map<String, String> ours = Map.of(OwnershipMarks.MIGRATION, context.migrationId());
        List<KubernetesObject> created = Stream.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP)
                .flatMap(kind -> destination.cluster().list(kind, context.ref().namespace(), ours).stream())
                .toList();
        List<String> held = created.stream()
                .map(object -> Removal.remove(destination.cluster(), object))
                .flatMap(Optional::stream)
                .toList();
        return held.isEmpty()
                ? StepResult.done("removed " + created.size() + " Secrets and ConfigMaps")
                : StepResult.waiting(String.join("; ", held));
    }
}
