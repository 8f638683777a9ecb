package dev.hcpferry.common.tracking;

import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.MigrationEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Every migration that the event topics still tell of, rebuilt at each start by reading them from the beginning. A migration is
 * forgotten 12 h after its last event, unless it is held or has not ended. Safe for threads.
 */
@ApplicationScoped
public class MigrationTracker {
    private static final Duration REMEMBERED = Duration.ofHours(12);

    private final Map<String, TrackedMigration> migrations = new ConcurrentHashMap<>();
    private final KnownBundles bundles = new KnownBundles();
    private final CountDownLatch caughtUp = new CountDownLatch(1);

    /** @param at when the broker got the event */
    public void track(MigrationEvent event, String ceId, Instant at) {
        bundles.track(event);
        if (event instanceof BundleRequested || event instanceof BundleCompleted) {
            return;
        }
        migrations.compute(
                event.migrationId(),
                (id, known) -> (known == null ? TrackedMigration.unknown(id) : known).with(event, ceId, at));
    }

    public Optional<TrackedMigration> find(String migrationId) {
        return Optional.ofNullable(migrations.get(migrationId));
    }

    /** The bundles that the events tell of, those without a migration among them. */
    public KnownBundles bundles() {
        return bundles;
    }

    /** Newest first. */
    public List<TrackedMigration> all() {
        return current().stream()
                .sorted(Comparator.comparing(TrackedMigration::lastEventAt).reversed())
                .toList();
    }

    /** Everything that was in the topics at the start has been read. */
    public void caughtUp() {
        caughtUp.countDown();
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Blocks until the past is known. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    /** Forgets nothing while the past is still being read: the newest event of an old migration may be yet to come. */
    private Collection<TrackedMigration> current() {
        if (isCaughtUp()) {
            Instant forgotten = Instant.now().minus(REMEMBERED);
            migrations
                    .values()
                    .removeIf(migration -> !migration.needsAttention()
                            && migration.lastEventAt().isBefore(forgotten));
        }
        return migrations.values();
    }
}
