package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Done when the guest's nodes are noted beside the bundle, for a run that begins when the API servers are stopped: those that have
 * no Machine, as after a move of the control plane alone, nobody else knows. Best effort: the guest API may be down.
 */
public final class RecordNodes implements Step<BackupContext> {
    @Override
    public String name() {
        return "record-nodes";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("the note goes with the bundle");
    }

    @Override
    public StepResult run(BackupContext context) {
        Optional<GuestApi> opened = context.guest(context.source());
        if (opened.isEmpty()) {
            return recordedEarlier(context, "the hosted cluster has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            List<Node> nodes = guest.list(ResourceKind.NODE, null).stream()
                    .flatMap(RecordNodes::node)
                    .toList();
            context.systems().bundles().putNodes(context.bundleAddress(), nodes);
            context.found(nodes);
            return StepResult.done("the guest has " + nodes.size() + " nodes");
        } catch (KubernetesException unavailable) {
            return recordedEarlier(context, "the guest API does not answer");
        }
    }

    private static StepResult recordedEarlier(BackupContext context, String why) {
        Optional<List<Node>> earlier = context.systems().bundles().findNodes(context.bundleAddress());
        earlier.ifPresent(context::found);
        return StepResult.done(
                earlier.map(nodes -> "the guest had " + nodes.size() + " nodes").orElse("not recorded: " + why));
    }

    private static Stream<Node> node(KubernetesObject object) {
        return object.text("/spec/providerID").stream().map(providerId -> new Node(object.name(), providerId));
    }
}
