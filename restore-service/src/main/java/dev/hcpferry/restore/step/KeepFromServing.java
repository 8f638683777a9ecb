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
 * Done when no API server runs on the destination and none has written to its etcd: an API server writes as soon as it starts, so
 * an etcd that stands at the snapshot's revision, is empty, or never came up has served nobody. Otherwise the source must not be
 * resumed, because it lacks what was written here.
 */
public final class KeepFromServing implements BackwardStep<RestoreContext> {
    private static final long EMPTY = 1;
    /** Label of the control-plane namespace: the proof can't be repeated once etcd is stopped. */
    private static final String PROVED = OwnershipMarks.PREFIX + "never-served";

    @Override
    public String name() {
        return "keep-from-serving";
    }

    @Override
    public StepResult run(RestoreContext context) throws InterruptedException {
        Site destination = context.destination();
        List<String> remaining = stopApiServers(destination);
        if (!remaining.isEmpty()) {
            return StepResult.waiting(
                    "waiting for the end of " + String.join(", ", remaining), destination.changes(ResourceKind.POD));
        }
        if (isProved(destination)) {
            return StepResult.done("an earlier run has proved that nobody was served");
        }
        Optional<String> written = writtenTo(context, destination);
        if (written.isPresent()) {
            return StepResult.failed(
                    ReasonCode.DESTINATION_SERVED,
                    "the destination may have taken writes that the source does not have: " + written.get(),
                    "decide which side has the right data before one of them is started again");
        }
        namespace(destination)
                .ifPresent(
                        found -> destination.cluster().edit(found.key(), namespace -> namespace.label(PROVED, "true")));
        return StepResult.done("nobody has written to etcd on " + destination.name());
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

    private static Optional<String> writtenTo(RestoreContext context, Site destination) throws InterruptedException {
        long restored = context.backup().snapshot().revision();
        try {
            List<EtcdMember> members = new EtcdMembers(context.systems().etcd(), destination).ask();
            if (members.isEmpty() && cameUp(destination)) {
                return Optional.of("etcd came up and is gone");
            }
            return members.stream()
                    .filter(member -> member.revision() != restored && member.revision() > EMPTY)
                    .map(member ->
                            member.pod() + " is at revision " + member.revision() + ", the snapshot at " + restored)
                    .findFirst();
        } catch (EtcdException silent) {
            return cameUp(destination)
                    ? Optional.of("etcd came up and can't be asked any more: " + silent.getMessage())
                    : Optional.empty();
        }
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
