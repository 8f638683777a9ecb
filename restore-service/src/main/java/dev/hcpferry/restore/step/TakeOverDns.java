package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.dns.TakeOver;
import dev.hcpferry.common.dns.TakeOver.Owners;
import dev.hcpferry.common.hypershift.ExternalDns;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Done when every record of the hosted cluster that a dead source's ExternalDNS owns and will never release is the destination's,
 * whose ExternalDNS then points it at the destination. The user's word that the source is fenced covers it; only records of this
 * hosted cluster are taken, all or none, in one change that names their exact values. They are never absent: an ExternalDNS of the
 * source that lives on would claim them at once. The last step before the destination serves.
 */
public final class TakeOverDns implements Step<RestoreContext> {
    private static final Logger LOG = Logger.getLogger(TakeOverDns.class);

    @Override
    public String name() {
        return "take-over-dns";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("the source is dead: nobody serves under these names");
    }

    @Override
    public StepResult run(RestoreContext context) {
        if (context.request().fromBundle() == null) {
            return StepResult.done("the source has released its names");
        }
        HostedCluster hostedCluster =
                new HostedCluster(context.manifests(ResourceKind.HOSTED_CLUSTER).getFirst());
        if (!hostedCluster.isPublic()) {
            return StepResult.done("private: there are no public records");
        }
        Optional<String> mine = ExternalDns.ownerId(context.destination().cluster());
        if (mine.isEmpty()) {
            return held("the ExternalDNS of " + context.destination().name()
                    + " does not tell by which id it owns records");
        }
        String zone = DnsZones.zoneOf(context, hostedCluster);
        Set<String> hosts = hostedCluster.serviceHosts();
        List<DnsRecord> left = withoutOwn(context.systems().dns().recordsOf(zone, hosts), mine.get());
        return left.isEmpty()
                ? StepResult.done("no record of this hosted cluster belongs to the dead source")
                : seize(left, zone, hosts, mine.get(), context);
    }

    private static List<DnsRecord> withoutOwn(List<DnsRecord> records, String mine) {
        Set<String> published = records.stream()
                .filter(record -> mine.equals(record.owner()))
                .map(DnsRecord::host)
                .collect(Collectors.toSet());
        return records.stream()
                .filter(record -> !mine.equals(record.owner()))
                .filter(record -> record.owner() != null || !published.contains(record.host()))
                .toList();
    }

    private static StepResult seize(
            List<DnsRecord> records, String zone, Set<String> hosts, String mine, RestoreContext context) {
        Site source = context.source();
        @Nullable String sourceOwner = null;
        try {
            if (publishes(source, hosts)) {
                return held(source.name() + " answers and still has routes with these names: delete them");
            }
            sourceOwner = ExternalDns.ownerId(source.cluster()).orElse(null);
        } catch (KubernetesException silent) {
            LOG.debug("The source does not say who owned the records", silent);
        }
        Owners owners = new Owners(sourceOwner, mine);
        TakeOver plan = TakeOver.plan(records, context.ref().controlPlaneNamespace(), owners);
        if (!plan.obstacles().isEmpty()) {
            return held(String.join(", ", plan.obstacles()));
        }
        List<DnsRecord> ownership =
                plan.records().stream().filter(record -> record.owner() != null).toList();
        if (!context.systems().dns().handOver(zone, ownership, mine)) {
            return held("records were changed just now");
        }
        LOG.warnf("Took over from the ExternalDNS of the dead %s: %s", source.name(), ownership);
        return StepResult.waiting(
                "took over " + ownership.stream().map(Objects::toString).collect(Collectors.joining(", ")));
    }

    /** A source that answers, and does not run the hosted cluster, may have an ExternalDNS that would publish again at once. */
    private static boolean publishes(Site source, Set<String> hosts) {
        return source.inControlPlane(ResourceKind.ROUTE).stream()
                .anyMatch(route ->
                        route.text("/spec/host").filter(hosts::contains).isPresent());
    }

    private static StepResult held(String why) {
        return StepResult.waiting("the DNS records can't be taken over: " + why)
                .orElse(
                        ReasonCode.DNS_NOT_RELEASED,
                        "delete exactly these records, then publish a new request for the same bundle");
    }
}
