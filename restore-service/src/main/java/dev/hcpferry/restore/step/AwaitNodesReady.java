package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.evidence.NodeEvidence;
import java.util.List;
import java.util.Optional;

/** Done when the guest's nodes are the ones it had, and all are Ready. */
public final class AwaitNodesReady implements Step<RestoreContext> {
    @Override
    public String name() {
        return "await-nodes-ready";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) {
        Optional<GuestApi> opened = context.guest(context.destination());
        if (opened.isEmpty()) {
            return StepResult.waiting("the guest has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            List<RestoredNode> nodes = NodeEvidence.look(guest, context);
            observe(nodes, context);
            List<Evidence> missing = NodeEvidence.judge(nodes, context.bundle().nodes()).stream()
                    .filter(evidence -> !evidence.passed())
                    .toList();
            return missing.isEmpty()
                    ? StepResult.done(context.bundle().nodes().size() + " nodes are Ready")
                    : MissingEvidence.wait(missing);
        } catch (KubernetesException away) {
            return StepResult.waiting("the guest API does not answer");
        }
    }

    private static void observe(List<RestoredNode> nodes, RestoreContext context) {
        int expected = context.bundle().nodes().size();
        int ready = (int) nodes.stream().filter(RestoredNode::ready).count();
        context.run().observe(seen -> seen.withNodes(expected, ready));
    }
}
