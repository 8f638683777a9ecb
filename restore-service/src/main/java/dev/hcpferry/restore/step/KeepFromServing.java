package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Optional;

/**
 * Done when no API server runs on the destination and none has ever run: because they are held back, or because etcd stands at the
 * snapshot's revision, is empty, or never came up (an API server writes as soon as it starts). Otherwise the source must not be
 * resumed, because it lacks what was written here.
 */
public final class KeepFromServing implements BackwardStep<RestoreContext> {
    private static final long EMPTY = 1;
    private static final String MAYBE = "the destination may have taken writes that the source does not have: ";
    private static final String DECIDE = "decide which side has the right data before one of them is started again";
    /** Label of the control-plane namespace: the proof can't be repeated once etcd is stopped. */
    private static final String PROVED = OwnershipMarks.PREFIX + "never-served";

    @Override
    public String name() {
        return "keep-from-serving";
    }

    @Override
    public StepResult run(RestoreContext context) throws InterruptedException {
        Site destination = context.destination();
        if (!isProved(destination) && noneWasEverAdmitted(context)) {
            keepProof(destination);
        }
        List<String> remaining = stopApiServers(destination);
        if (!remaining.isEmpty()) {
            return StepResult.waiting(
                    "waiting for the end of " + String.join(", ", remaining), destination.changes(ResourceKind.POD));
        }
        return isProved(destination)
                ? StepResult.done("nobody was served on " + destination.name())
                : askEtcd(context, destination);
    }

    /**
     * A pod that was admitted before the policy took effect would still run, as nobody has scaled its Deployment down; once this step
     * has, its absence proves nothing.
     */
    private static boolean noneWasEverAdmitted(RestoreContext context) {
        Site destination = context.destination();
        return ApiServerHold.isInForce(context)
                && destination.podsOf(HyperShift.API_SERVERS).isEmpty()
                && HyperShift.API_SERVERS.stream()
                        .flatMap(name -> destination.deployment(name).stream())
                        .allMatch(deployment -> Workload.replicas(deployment) > 0);
    }

    private static StepResult askEtcd(RestoreContext context, Site destination) throws InterruptedException {
        long restored = context.backup().snapshot().revision();
        try {
            List<EtcdMember> members = new EtcdMembers(context.systems().etcd(), destination).ask();
            if (members.isEmpty() && cameUp(destination)) {
                return untilEtcdAnswers(destination, "etcd came up and is gone");
            }
            Optional<EtcdMember> written = members.stream()
                    .filter(member -> member.revision() != restored && member.revision() > EMPTY)
                    .findFirst();
            if (written.isPresent()) {
                EtcdMember member = written.get();
                return StepResult.failed(
                        ReasonCode.DESTINATION_SERVED,
                        MAYBE + member.pod() + " is at revision " + member.revision() + ", the snapshot at " + restored,
                        DECIDE);
            }
        } catch (EtcdException silent) {
            if (cameUp(destination)) {
                return untilEtcdAnswers(destination, "etcd came up and can't be asked: " + silent.getMessage());
            }
        }
        keepProof(destination);
        return StepResult.done("nobody has written to etcd on " + destination.name());
    }

    private static StepResult untilEtcdAnswers(Site destination, String why) {
        return StepResult.waiting(MAYBE + why, destination.changes(ResourceKind.POD))
                .orElse(ReasonCode.DESTINATION_SERVED, DECIDE);
    }

    private static void keepProof(Site destination) {
        namespace(destination)
                .ifPresent(
                        found -> destination.cluster().edit(found.key(), namespace -> namespace.label(PROVED, "true")));
    }

    /** Pauses the control plane, so that nobody scales them up again. */
    private static List<String> stopApiServers(Site destination) {
        destination
                .hostedCluster()
                .ifPresent(hostedCluster ->
                        destination.cluster().edit(hostedCluster.object().key(), Pause::apply));
        destination
                .hostedControlPlane()
                .ifPresent(controlPlane -> destination.cluster().edit(controlPlane.key(), Pause::apply));
        HyperShift.API_SERVERS.stream()
                .flatMap(name -> destination.deployment(name).stream())
                .filter(deployment -> Workload.replicas(deployment) > 0)
                .forEach(deployment -> destination.cluster().edit(deployment.key(), Workload::scaleToZero));
        return WorkloadsStopped.remaining(destination, HyperShift.API_SERVERS);
    }

    private static boolean isProved(Site destination) {
        return namespace(destination)
                .filter(found -> found.labels().containsKey(PROVED))
                .isPresent();
    }

    private static Optional<KubernetesObject> namespace(Site destination) {
        return destination.cluster().find(ResourceKind.NAMESPACE, null, destination.controlPlaneNamespace());
    }

    private static boolean cameUp(Site destination) {
        return destination
                .hostedControlPlane()
                .filter((KubernetesObject found) -> found.conditionIsTrue(HyperShift.ETCD_SNAPSHOT_RESTORED)
                        || found.conditionIsTrue("EtcdAvailable"))
                .isPresent();
    }
}
