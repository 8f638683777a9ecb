package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.dns.DnsRecords.DnsRecord;
import dev.hcpferry.common.dns.InMemoryDnsRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Now and then publishes the names of routes that nobody else owns, and releases its own that have no route any more. */
final class ExternalDns implements Controller {
    private final Side side;
    private final Surroundings world;
    private final Duration interval;
    private Instant lookedAt = Instant.EPOCH;

    ExternalDns(Side side, Surroundings world) {
        this.side = side;
        this.world = world;
        this.interval = Duration.ofSeconds(5 + world.random().nextInt(55));
    }

    @Override
    public void reconcile() {
        Instant now = world.time().now();
        if (world.faults().dnsIsAway(side.name()) || now.isBefore(lookedAt.plus(interval))) {
            return;
        }
        lookedAt = now;
        List<KubernetesObject> routes = side.inside(ResourceKind.ROUTE).stream()
                .filter(route -> !route.deleting() && host(route).endsWith(".example.com"))
                .toList();
        release(routes.stream().map(ExternalDns::host).collect(Collectors.toSet()));
        routes.forEach(this::publish);
    }

    private void release(Set<String> wanted) {
        InMemoryDnsRecords dns = world.dns();
        dns.all().stream()
                .filter(record -> owner().equals(record.owner()) && !wanted.contains(record.host()))
                .map(DnsRecord::host)
                .distinct()
                .forEach(host -> dns.deleteUnchanged(
                        InMemoryDnsRecords.ZONE, dns.recordsOf(InMemoryDnsRecords.ZONE, Set.of(host))));
    }

    private void publish(KubernetesObject route) {
        InMemoryDnsRecords dns = world.dns();
        if (dns.recordsOf(InMemoryDnsRecords.ZONE, Set.of(host(route))).isEmpty()) {
            dns.publish(host(route), side.router(), owner(), "route/" + Side.NAMESPACE + "/" + route.name());
        }
    }

    private String owner() {
        return "owner-" + side.name();
    }

    private static String host(KubernetesObject route) {
        return route.text("/spec/host").orElse("");
    }
}
