package dev.hcpferry.common.tracking;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.SourceResumed;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundles that the event topics tell of: the newest hundred of each hosted cluster. Those of rolled back migrations have no index
 * any more and don't count. Safe for threads.
 */
public final class KnownBundles {
    private static final int REMEMBERED = 100;
    private static final Comparator<KnownBundle> NEWEST_FIRST =
            Comparator.comparing(KnownBundle::completedAt).reversed();

    private final Map<HostedClusterRef, List<KnownBundle>> bundles = new ConcurrentHashMap<>();
    private final Set<String> discarded = ConcurrentHashMap.newKeySet();

    void track(MigrationEvent event) {
        switch (event) {
            case BundleCompleted taken ->
                add(
                        taken.hostedCluster(),
                        new KnownBundle(
                                taken.hostedCluster(),
                                taken.migrationId(),
                                taken.kind(),
                                taken.bundle().location(),
                                taken.snapshot().bytes(),
                                taken.completedAt()));
            case BackupCompleted backup -> {
                if (backup.request() != null) {
                    HostedClusterRef ref = backup.request().hostedCluster();
                    add(
                            ref,
                            new KnownBundle(
                                    ref,
                                    backup.migrationId(),
                                    null,
                                    backup.bundle().location(),
                                    backup.snapshot().bytes(),
                                    backup.completedAt()));
                }
            }
            case SourceResumed resumed -> {
                discarded.add(resumed.migrationId());
                bundles.computeIfPresent(resumed.hostedCluster(), (ref, known) -> kept(known.stream()));
            }
            default -> {
                // Tells of no bundle.
            }
        }
    }

    /** Whether the live bundle of this name is there, or was once. */
    public boolean isTaken(HostedClusterRef hostedCluster, String id) {
        return of(hostedCluster).stream()
                .anyMatch(bundle -> bundle.kind() != null && bundle.id().equals(id));
    }

    /** Newest first. */
    public List<KnownBundle> all() {
        return bundles.values().stream()
                .flatMap(List::stream)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The newest one of each hosted cluster. */
    public List<KnownBundle> newest() {
        return bundles.values().stream()
                .flatMap(known -> known.stream().limit(1))
                .toList();
    }

    private List<KnownBundle> of(HostedClusterRef hostedCluster) {
        return bundles.getOrDefault(hostedCluster, List.of());
    }

    /** A bundle that was adopted is told of again; it is the same one. */
    private void add(HostedClusterRef hostedCluster, KnownBundle bundle) {
        bundles.compute(hostedCluster, (ref, known) -> {
            List<KnownBundle> others = known == null ? List.of() : known;
            boolean told = others.stream().anyMatch(other -> other.location().equals(bundle.location()));
            return told ? others : kept(Stream.concat(others.stream(), Stream.of(bundle)));
        });
    }

    private List<KnownBundle> kept(Stream<KnownBundle> known) {
        return known.filter(bundle -> bundle.kind() != null || !discarded.contains(bundle.id()))
                .sorted(NEWEST_FIRST)
                .limit(REMEMBERED)
                .toList();
    }

    /**
     * One of them.
     *
     * @param id of its migration, or what names a live bundle
     * @param kind null for the bundle of a migration
     */
    public record KnownBundle(
            HostedClusterRef hostedCluster,
            String id,
            BundleCompleted.@Nullable Kind kind,
            S3Location location,
            long snapshotBytes,
            Instant completedAt) {}
}
