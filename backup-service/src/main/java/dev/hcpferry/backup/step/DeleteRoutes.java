package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Set;

/** Done when no route of the control plane carries a public name, so that the source's ExternalDNS releases the records. */
public final class DeleteRoutes implements Step<BackupContext> {
    @Override
    public String name() {
        return "delete-routes";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("the control-plane-operator makes them anew once it is resumed");
    }

    @Override
    public StepResult run(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!hostedCluster.isPublic()) {
            return StepResult.done("private: ExternalDNS publishes nothing");
        }
        Site source = context.source();
        Set<String> hosts = hostedCluster.serviceHosts();
        List<KubernetesObject> routes = source.inControlPlane(ResourceKind.ROUTE).stream()
                .filter(route ->
                        route.text("/spec/host").filter(hosts::contains).isPresent())
                .toList();
        routes.forEach(source.cluster()::delete);
        return routes.isEmpty()
                ? StepResult.done("no route carries a public name")
                : StepResult.waiting("deleting " + routes, source.changes(ResourceKind.ROUTE));
    }
}
