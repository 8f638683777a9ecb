package dev.hcpferry.common.dns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Records in Route 53. */
@ApplicationScoped
public class Route53DnsRecords implements DnsRecords {
    private static final Logger LOG = Logger.getLogger(Route53DnsRecords.class);
    private static final String ZONE_PATH = "/hostedzone/";
    private static final Set<Integer> NO_SUCH_ZONE = Set.of(400, 404);

    private final Route53Client route53;
    private final InstantSource clock;
    private final Map<String, ZoneListing> zones = new ConcurrentHashMap<>();

    @Inject
    public Route53DnsRecords(Route53Client route53) {
        this(route53, InstantSource.system());
    }

    Route53DnsRecords(Route53Client route53, InstantSource clock) {
        this.route53 = route53;
        this.clock = clock;
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
        zone(zoneId).recordSets().forEach(selection::add);
        return selection.records();
    }

    @Override
    public boolean deleteUnchanged(String zoneId, List<DnsRecord> records) {
        return change(zoneId, changes(ChangeAction.DELETE, records));
    }

    @Override
    public boolean createAbsent(String zoneId, List<DnsRecord> records) {
        return change(zoneId, changes(ChangeAction.CREATE, records));
    }

    @Override
    public boolean handOver(String zoneId, List<DnsRecord> ownershipRecords, String owner) {
        List<DnsRecord> handedOver =
                ownershipRecords.stream().map(record -> record.ownedBy(owner)).toList();
        return change(
                zoneId,
                Stream.concat(
                                changes(ChangeAction.DELETE, ownershipRecords).stream(),
                                changes(ChangeAction.CREATE, handedOver).stream())
                        .toList());
    }

    /** One batch: Route 53 does all of it, or refuses when a record to be deleted is another now, or one to be created is there. */
    private boolean change(String zoneId, List<Change> changes) {
        try {
            route53.changeResourceRecordSets(
                    request -> request.hostedZoneId(bareId(zoneId)).changeBatch(batch -> batch.changes(changes)));
            return true;
        } catch (InvalidChangeBatchException changedMeanwhile) {
            LOG.infof("Route 53 refused a change in zone %s: %s", zoneId, changedMeanwhile.getMessage());
            return false;
        } finally {
            zone(zoneId).forget();
        }
    }

    private static List<Change> changes(ChangeAction action, List<DnsRecord> records) {
        return records.stream()
                .map(record -> Change.builder()
                        .action(action)
                        .resourceRecordSet(RecordSets.of(record))
                        .build())
                .toList();
    }

    private ZoneListing zone(String zoneId) {
        return zones.computeIfAbsent(bareId(zoneId), id -> new ZoneListing(route53, id, clock));
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
