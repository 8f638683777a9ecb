package dev.hcpferry.backup.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.dns.TakeOver;
import dev.hcpferry.common.dns.TakeOver.Owners;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.hypershift.ExternalDns;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.WorkloadsStopped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Deletes the records of a hosted cluster that a dead ExternalDNS left behind, so that the destination's can publish its own. All or
 * none, and only what is provably the source's; the HostedCluster keeps a note of them for the way back.
 */
final class DnsTakeOver {
    private static final Logger LOG = Logger.getLogger(DnsTakeOver.class);

    private final BackupContext context;
    private final String zone;

    DnsTakeOver(BackupContext context, String zone) {
        this.context = context;
        this.zone = zone;
    }

    /** @return why nothing was deleted; empty when the records are gone */
    Optional<String> seize(List<DnsRecord> records) {
        Site source = context.source();
        Owners owners = new Owners(
                ExternalDns.ownerId(source.cluster()).orElse(null),
                ExternalDns.ownerId(context.destination().cluster()).orElse(null));
        TakeOver plan = TakeOver.plan(records, source.controlPlaneNamespace(), owners);
        Optional<String> obstacle =
                plan.obstacles().isEmpty() ? stillInUse(source) : Optional.of(String.join(", ", plan.obstacles()));
        if (obstacle.isPresent()) {
            return obstacle;
        }
        note(plan.records());
        if (!context.systems().dns().deleteUnchanged(zone, plan.records())) {
            return Optional.of("they were changed just now");
        }
        LOG.warnf("Took over from the ExternalDNS of %s: %s", source.name(), plan.records());
        return Optional.empty();
    }

    /** A source that still publishes or serves would be cut off, and would publish again. */
    private Optional<String> stillInUse(Site source) {
        HostedCluster hostedCluster = context.hostedCluster();
        if (!hostedCluster.paused()
                || hostedCluster.owner().filter(context.migrationId()::equals).isEmpty()) {
            return Optional.of("the HostedCluster on the source is not paused for this migration");
        }
        Set<String> hosts = hostedCluster.serviceHosts();
        boolean published = source.inControlPlane(ResourceKind.ROUTE).stream()
                .anyMatch(route ->
                        route.text("/spec/host").filter(hosts::contains).isPresent());
        if (published) {
            return Optional.of("the source still has routes with these names");
        }
        List<String> writers = WorkloadsStopped.remaining(source, WorkloadsStopped.WRITERS);
        return writers.isEmpty()
                ? Optional.empty()
                : Optional.of("the source still runs " + String.join(", ", writers));
    }

    private void note(List<DnsRecord> records) {
        try {
            String note = EventJson.MAPPER.writeValueAsString(records);
            context.source()
                    .cluster()
                    .edit(
                            context.hostedCluster().object().key(),
                            object -> object.annotate(OwnershipMarks.DNS_RECORDS, note));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records can't be written as JSON", impossible);
        }
    }
}
