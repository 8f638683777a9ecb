package dev.hcpferry.common.dns;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Reads Route 53. */
@ApplicationScoped
public class Route53DnsRecords implements DnsRecords {
    private static final String ZONE_PATH = "/hostedzone/";
    private static final Set<Integer> NO_SUCH_ZONE = Set.of(400, 404);

    private final Route53Client route53;

    public Route53DnsRecords(Route53Client route53) {
        this.route53 = route53;
    }

    @Override
    public Optional<String> zoneOf(String host) {
        String name = RecordSelection.normal(host);
        return route53.listHostedZonesPaginator().hostedZones().stream()
                .filter(zone -> !isPrivate(zone))
                .filter(zone -> isWithin(name, RecordSelection.normal(zone.name())))
                .max(Comparator.comparingInt(zone -> zone.name().length()))
                .map(zone -> bareId(zone.id()));
    }

    @Override
    public boolean zoneExists(String zoneId) {
        try {
            route53.getHostedZone(request -> request.id(bareId(zoneId)));
            return true;
        } catch (Route53Exception e) {
            if (NO_SUCH_ZONE.contains(e.statusCode()) && isAboutTheId(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<DnsRecord> recordsOf(String zoneId, Set<String> hosts) {
        RecordSelection selection = new RecordSelection(hosts);
        ListResourceRecordSetsRequest request = ListResourceRecordSetsRequest.builder()
                .hostedZoneId(bareId(zoneId))
                .build();
        route53.listResourceRecordSetsPaginator(request).resourceRecordSets().forEach(selection::add);
        return selection.records();
    }

    private static boolean isPrivate(HostedZone zone) {
        return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
    }

    private static boolean isWithin(String host, String zone) {
        return host.equals(zone) || host.endsWith("." + zone);
    }

    private static String bareId(String zoneId) {
        return zoneId.startsWith(ZONE_PATH) ? zoneId.substring(ZONE_PATH.length()) : zoneId;
    }

    /** Not there, or no id at all; other 400s are throttling or expired credentials. */
    private static boolean isAboutTheId(Route53Exception fault) {
        String code =
                fault.awsErrorDetails() == null ? "" : fault.awsErrorDetails().errorCode();
        return "NoSuchHostedZone".equals(code) || "InvalidInput".equals(code);
    }
}
