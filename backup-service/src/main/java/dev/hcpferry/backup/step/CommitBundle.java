package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BackupBundle.SavedObject;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Done when {@code bundle.json} is in S3: from then on the bundle is complete, and restore may read it. */
public final class CommitBundle implements Step<BackupContext> {
    @Override
    public String name() {
        return "commit-bundle";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new DiscardBundle());
    }

    @Override
    public StepResult run(BackupContext context) {
        List<String> writers = WorkloadsStopped.remaining(context.source(), WorkloadsStopped.WRITERS);
        if (!writers.isEmpty()) {
            return StepResult.failed(
                    ReasonCode.SOURCE_NOT_QUIESCED,
                    "running again, so the snapshot may miss writes: " + String.join(", ", writers),
                    "find out who scales it up, then retry the migration");
        }
        if (context.committed().isEmpty()) {
            BundleAddress address = context.bundleAddress();
            context.systems().bundles().putRequest(address, context.request());
            context.found(context.systems().bundles().commit(address, bundle(context)));
        }
        return StepResult.done("the bundle is complete");
    }

    private static BackupBundle bundle(BackupContext context) {
        return new BackupBundle(
                BackupBundle.FORMAT_VERSION,
                context.request(),
                context.hostedCluster().infraId(),
                context.snapshot().snapshot(),
                context.manifests().archive(),
                context.manifests().inventory().travels().stream()
                        .map(CommitBundle::entry)
                        .toList(),
                context.manifests().inventory().left(),
                nodes(context),
                ApiOutage.since(context.source()),
                context.systems().clock().instant());
    }

    /** Those of the Machines first: a Machine and its node name the same instance. */
    private static List<Node> nodes(BackupContext context) {
        Map<String, Node> byInstance = new LinkedHashMap<>();
        Stream.concat(nodes(context.source().inControlPlane(ResourceKind.MACHINE)).stream(), context.nodes().stream())
                .forEach(node -> byInstance.putIfAbsent(node.providerId(), node));
        return List.copyOf(byInstance.values());
    }

    /** How the index lists an object. */
    public static SavedObject entry(KubernetesObject object) {
        return new SavedObject(
                object.kind().apiVersion(),
                object.kind().kind(),
                Optional.ofNullable(object.namespace()).orElse(""),
                object.name());
    }

    /** The nodes as the Machines among these objects know them: the guest API may be down. */
    public static List<Node> nodes(List<KubernetesObject> objects) {
        return objects.stream()
                .filter(object -> object.kind() == ResourceKind.MACHINE)
                .filter(machine -> machine.text("/spec/providerID").isPresent())
                .map(machine -> new Node(
                        machine.text("/status/nodeRef/name").orElse(machine.name()),
                        machine.text("/spec/providerID").orElseThrow()))
                .toList();
    }
}
