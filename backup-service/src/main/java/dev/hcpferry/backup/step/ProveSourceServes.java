package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.migration.RecordSourceInGuest;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.phase.BackwardStep;
import dev.hcpferry.common.phase.StepResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Done when the source serves the hosted cluster again: its writers are up, what the control-plane-operator makes anew is there,
 * and the guest API has taken a write at its public name and given it back.
 */
public final class ProveSourceServes implements BackwardStep<BackupContext> {
    @Override
    public String name() {
        return "prove-source-serves";
    }

    @Override
    public StepResult run(BackupContext context) {
        List<String> missing = new ArrayList<>(notReady(context.source()));
        missing.addAll(notPublished(context));
        if (!missing.isEmpty()) {
            return StepResult.waiting(
                    "the source does not serve yet: " + String.join(", ", missing),
                    context.source().changes(ResourceKind.DEPLOYMENT),
                    context.source().changes(ResourceKind.ROUTE));
        }
        Optional<GuestApi> opened = context.guest(context.source());
        if (opened.isEmpty()) {
            return StepResult.waiting("the hosted cluster has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            RecordSourceInGuest.note(guest, context.request().source());
            context.sourceServes();
            return StepResult.done("the guest API on " + context.source().name() + " takes writes and gives them back");
        } catch (KubernetesException away) {
            return StepResult.waiting("the guest API does not take a write yet: " + away.getMessage());
        }
    }

    private static List<String> notReady(Site source) {
        return WorkloadsStopped.WRITERS.stream()
                .flatMap(writer -> source.deployment(writer).stream())
                .filter(deployment -> Workload.ready(deployment) < Workload.replicas(deployment))
                .map(KubernetesObject::toString)
                .toList();
    }

    /** The names that ExternalDNS has to publish again, and the private endpoint. */
    private static List<String> notPublished(BackupContext context) {
        HostedCluster hostedCluster = context.hostedCluster();
        List<String> missing = new ArrayList<>();
        if (hostedCluster.isPrivate()
                && context.source()
                        .inControlPlane(ResourceKind.AWS_ENDPOINT_SERVICE)
                        .isEmpty()) {
            missing.add("AWSEndpointService");
        }
        if (hostedCluster.isPublic()) {
            Set<String> hosts = new HashSet<>(hostedCluster.serviceHosts());
            context.systems().dns().recordsOf(DnsZones.zoneOf(context, hostedCluster), hosts).stream()
                    .map(DnsRecord::name)
                    .forEach(hosts::remove);
            hosts.forEach(host -> missing.add("DNS record " + host));
        }
        return missing;
    }
}
