package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.aws.HostedZone;
import dev.hcpferry.lab.aws.HostedZone.Action;
import dev.hcpferry.lab.aws.HostedZone.Change;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.Pods;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Route 53 records for routes. It knows its own records by a TXT record with its owner id, and leaves everybody else's alone.
 * It knows nothing of pauses: a deleted route is a released name.
 */
public final class ExternalDns extends Controller {

    private static final Pattern OWNER = Pattern.compile("external-dns/owner=([^,\"]+)");

    private final Surroundings site;
    private final HostedZone zone;
    private final String owner;
    private final Duration interval;
    private long lookedAt;

    public ExternalDns(Surroundings site, Duration interval) {
        super(site.cluster() + "-external-dns", site.objects(), interval);
        this.site = site;
        this.zone = site.aws().zone();
        this.owner = "external-dns-" + site.cluster();
        this.interval = interval;
    }

    @Override
    protected void reconcile() {
        boolean due = System.nanoTime() - lookedAt >= interval.toNanos();
        if (due && !site.has(Fault.EXTERNAL_DNS_DEAD) && Pods.run(objects, "hypershift", "external-dns")) {
            lookedAt = System.nanoTime();
            synchronise();
        }
    }

    private void synchronise() {
        Map<String, Thing> wanted = new TreeMap<>();
        objects.list(Kind.ROUTE).stream()
                .filter(route -> !route.deleting() && route.text("/spec/host").endsWith("." + Aws.DOMAIN))
                .forEach(route -> wanted.put(route.text("/spec/host"), route));
        List<Change> changes = new ArrayList<>();
        wanted.forEach((host, route) -> changes.addAll(point(host, route)));
        zone.records().stream()
                .filter(record -> record.type().equals("CNAME") && !wanted.containsKey(record.name()))
                .filter(record -> ownerOf(record.name()).filter(owner::equals).isPresent())
                .forEach(record -> changes.addAll(release(record)));
        if (!changes.isEmpty()) {
            zone.change(changes);
        }
    }

    private List<Change> point(String host, Thing route) {
        Optional<RecordSet> there = zone.find(host, "CNAME");
        RecordSet wanted = RecordSet.of(host, "CNAME", site.router());
        boolean mine = ownerOf(host).map(owner::equals).orElse(there.isEmpty());
        if (!mine || there.filter(wanted::equals).isPresent()) {
            return List.of();
        }
        String text = "\"heritage=external-dns,external-dns/owner=" + owner + ",external-dns/resource=route/"
                + HyperShift.key(route) + "\"";
        return Stream.concat(
                        Stream.of(wanted), ownershipNames(host).stream().map(name -> RecordSet.of(name, "TXT", text)))
                .map(record -> new Change(Action.UPSERT, record))
                .toList();
    }

    private List<Change> release(RecordSet record) {
        return Stream.concat(
                        Stream.of(record),
                        ownershipNames(record.name()).stream().flatMap(name -> zone.find(name, "TXT").stream()))
                .map(one -> new Change(Action.DELETE, one))
                .toList();
    }

    private Optional<String> ownerOf(String host) {
        return ownershipNames(host).stream()
                .flatMap(name -> zone.find(name, "TXT").stream())
                .map(record -> OWNER.matcher(record.values().getFirst()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Where the ownership of a host is recorded: the older form, and the one with the record's type. */
    private static List<String> ownershipNames(String host) {
        int dot = host.indexOf('.');
        String name = host.substring(0, dot) + "-external-dns" + host.substring(dot);
        return List.of(name, "cname-" + name);
    }
}
