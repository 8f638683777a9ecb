package dev.hcpferry.lab.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The account's hosted zones. */
public final class Route53 {

    private final Map<String, HostedZone> zones = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    public HostedZone create(String name, boolean isPrivate) {
        String id = "Z0LAB%09d".formatted(created.incrementAndGet());
        HostedZone zone = new HostedZone(id, name, isPrivate);
        zones.put(id, zone);
        return zone;
    }

    public Optional<HostedZone> named(String name) {
        return zones.values().stream().filter(zone -> zone.name().equals(name)).findFirst();
    }

    List<HostedZone> all() {
        return zones.values().stream()
                .sorted(Comparator.comparing(HostedZone::name))
                .toList();
    }

    HostedZone get(String id) {
        HostedZone zone = zones.get(id);
        if (zone == null) {
            throw new NoSuchElementException("No hosted zone found with ID: " + id);
        }
        return zone;
    }
}
