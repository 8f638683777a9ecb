package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.RemoveControlPlaneNamespace;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.stream.Stream;

/** Done when both namespaces are there; that of the HostedCluster may have been there for other hosted clusters. */
public final class CreateNamespaces implements Step<RestoreContext> {
    @Override
    public String name() {
        return "create-namespaces";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.by(
                new RemoveControlPlaneNamespace<>(MigrationContext::destination), new RemoveCreatedNamespace());
    }

    @Override
    public StepResult run(RestoreContext context) {
        List<KubernetesObject> saved = context.manifests(ResourceKind.NAMESPACE);
        Stream.of(context.ref().namespace(), context.ref().controlPlaneNamespace())
                .forEach(name -> {
                    KubernetesObject namespace = saved.stream()
                            .filter(manifest -> manifest.name().equals(name))
                            .findFirst()
                            .map(KubernetesObject::copy)
                            .orElseGet(() -> KubernetesObject.create(ResourceKind.NAMESPACE, null, name));
                    namespace.label(OwnershipMarks.MIGRATION, context.migrationId());
                    context.destination().cluster().createIfAbsent(namespace);
                });
        return StepResult.done("namespaces " + context.ref().namespace() + " and "
                + context.ref().controlPlaneNamespace() + " are there");
    }
}
