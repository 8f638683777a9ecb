package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;

/** Removes the pause under which Cluster API objects were restored, but not the pause that a user had set on the source. */
final class PausedObjects {
    private PausedObjects() {}

    /** @return how many objects of these kinds act again, in the order of the kinds */
    static int resume(RestoreContext context, List<ResourceKind> kinds) {
        int resumed = 0;
        for (ResourceKind kind : kinds) {
            for (KubernetesObject manifest : context.manifests(kind)) {
                if (!Pause.byUser(manifest)) {
                    context.destination().cluster().edit(manifest.key(), Pause::remove);
                    resumed++;
                }
            }
        }
        return resumed;
    }
}
