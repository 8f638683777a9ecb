package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.aws.HostedZone;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The private names of a hosted cluster.
 *
 * <p>When an AWSEndpointService is deleted they are deleted by name, whoever's endpoint they point to by now.
 */
final class PrivateEndpoints {

    private final Surroundings site;
    private final Objects objects;

    PrivateEndpoints(Surroundings site) {
        this.site = site;
        this.objects = site.objects();
    }

    void reconcile(Thing endpoint, boolean paused) {
        if (endpoint.deleting()) {
            release(endpoint);
        } else {
            Thing held = objects.addFinalizer(endpoint, HyperShift.ENDPOINT_FINALIZER);
            if (!paused) {
                zone(held).ifPresent(zone -> names(held).forEach(name -> point(zone, name)));
            }
        }
    }

    private void point(HostedZone zone, String name) {
        RecordSet wanted = RecordSet.of(name, "CNAME", site.router());
        if (zone.find(name, "CNAME").filter(wanted::equals).isEmpty()) {
            zone.change(List.of(new HostedZone.Change(HostedZone.Action.UPSERT, wanted)));
        }
    }

    private void release(Thing endpoint) {
        if (!endpoint.finalizers().contains(HyperShift.ENDPOINT_FINALIZER)) {
            return;
        }
        zone(endpoint)
                .ifPresent(zone -> names(endpoint)
                        .forEach(name -> zone.find(name, "CNAME").ifPresent(record -> {
                            if (!record.values().contains(site.router())) {
                                site.violations()
                                        .add(
                                                Violation.Kind.PRIVATE_ENDPOINT_DELETED,
                                                site.cluster(),
                                                name + " -> " + record.values() + ": " + endpoint.label()
                                                        + " was deleted");
                            }
                            zone.change(List.of(new HostedZone.Change(HostedZone.Action.DELETE, record)));
                        })));
        objects.removeFinalizer(endpoint, HyperShift.ENDPOINT_FINALIZER);
    }

    private Optional<HostedZone> zone(Thing endpoint) {
        return names(endpoint).stream()
                .findFirst()
                .flatMap(name -> site.aws().route53().named(name.substring(name.indexOf('.') + 1)));
    }

    private static List<String> names(Thing endpoint) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : endpoint.at("/status/dnsNames")) {
            names.add(name.asText());
        }
        return names;
    }
}
