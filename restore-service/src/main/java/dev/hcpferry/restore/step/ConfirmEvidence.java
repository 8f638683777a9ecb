package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.RestoreContext.Proof;
import dev.hcpferry.restore.evidence.EtcdEvidence;
import dev.hcpferry.restore.evidence.HostedClusterEvidence;
import dev.hcpferry.restore.evidence.NodeEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Done when every proof holds at the same time. Only that permits the source to be deleted. */
public final class ConfirmEvidence implements Step<RestoreContext> {
    @Override
    public String name() {
        return "confirm-evidence";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) throws InterruptedException {
        List<Evidence> evidence = new ArrayList<>(EtcdEvidence.look(context).checks());
        evidence.add(EtcdEvidence.rollout(context.destination()));
        evidence.addAll(HostedClusterEvidence.collect(context.destination()));
        Optional<NodeEvidence> nodes = nodes(context);
        boolean answers = context.apiAvailableAt().isPresent();
        evidence.add(new Evidence("GuestApi", answers, answers ? "answers at its public name" : "does not answer"));
        nodes.map(NodeEvidence::judge).ifPresent(evidence::addAll);
        List<Evidence> missing = evidence.stream().filter(one -> !one.passed()).toList();
        if (!missing.isEmpty()) {
            return MissingEvidence.wait(
                    missing,
                    context.destination().changesBeside(ResourceKind.HOSTED_CLUSTER),
                    context.destination().changes(ResourceKind.HOSTED_CONTROL_PLANE),
                    context.destination().changes(ResourceKind.STATEFUL_SET));
        }
        context.proved(new Proof(
                evidence,
                nodes.map(NodeEvidence::nodes).orElseThrow(),
                context.apiAvailableAt().orElseThrow(),
                context.systems().clock().instant()));
        return StepResult.done(evidence.size() + " proofs hold");
    }

    private static Optional<NodeEvidence> nodes(RestoreContext context) {
        Optional<GuestApi> opened = context.guest(context.destination());
        if (opened.isEmpty()) {
            context.guestAnswered(false);
            return Optional.empty();
        }
        try (GuestApi guest = opened.get()) {
            NodeEvidence nodes = NodeEvidence.look(guest, context);
            context.guestAnswered(true);
            return Optional.of(nodes);
        } catch (KubernetesException away) {
            context.guestAnswered(false);
            return Optional.empty();
        }
    }
}
