package dev.hcpferry.common.cluster;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether somebody else's lease has expired. It has when we saw it unchanged for its whole duration, whatever the clocks say; or
 * when it is so old that no tolerable difference between two clocks explains it.
 */
final class LeaseSightings {
    /** How far clocks may be apart, in lease durations. */
    private static final int TOLERATED_SKEW = 2;

    private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();

    boolean sawExpire(String cluster, KubernetesObject lease) {
        long now = System.nanoTime();
        String state = lease.uid() + lease.at("/spec");
        Duration duration =
                Duration.ofSeconds(lease.at("/spec/leaseDurationSeconds").asLong());
        Sighting sighting = sightings.compute(
                cluster + " " + lease.key(),
                (place, old) -> old != null && old.state.equals(state) ? old : new Sighting(state, now));
        return now - sighting.since >= duration.toNanos() || isLongPast(lease, duration);
    }

    void forget(String cluster, ObjectKey lease) {
        sightings.remove(cluster + " " + lease);
    }

    private static boolean isLongPast(KubernetesObject lease, Duration duration) {
        try {
            Duration age = lease.text("/spec/renewTime")
                    .map(time -> Duration.between(Instant.parse(time), Instant.now()))
                    .orElse(Duration.ZERO);
            return age.compareTo(duration.multipliedBy(1 + TOLERATED_SKEW)) > 0;
        } catch (DateTimeException notOurs) {
            return false;
        }
    }

    /** Since when a lease has looked the way it does. */
    private record Sighting(String state, long since) {}
}
