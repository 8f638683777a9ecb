package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
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
            NodeEvidence seen = NodeEvidence.look(guest, context);
            int expected = seen.expected().size();
            context.run().observe(progress -> progress.withNodes(expected, seen.ready()));
            List<Evidence> missing =
                    seen.judge().stream().filter(evidence -> !evidence.passed()).toList();
            return missing.isEmpty() ? StepResult.done(expected + " nodes are Ready") : MissingEvidence.wait(missing);
        } catch (KubernetesException away) {
            return StepResult.waiting("the guest API does not answer");
        }
    }
}
