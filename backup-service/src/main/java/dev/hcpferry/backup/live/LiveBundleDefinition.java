package dev.hcpferry.backup.live;

import dev.hcpferry.backup.live.LiveContext.Shelf;
import dev.hcpferry.common.bundle.BundleShelf;
import dev.hcpferry.common.config.FerrySettings.BundleSettings;
import dev.hcpferry.common.config.FerrySettings.ScheduledBundle;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.messaging.RequestDefaults;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.phase.BundleDefinition;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plugs live bundles into the machinery that all services share. */
@ApplicationScoped
public class LiveBundleDefinition implements BundleDefinition {
    private final Systems systems;
    private final BundleShelf shelf;
    private final MigrationTracker tracker;

    public LiveBundleDefinition(Systems systems, BundleShelf shelf, MigrationTracker tracker) {
        this.systems = systems;
        this.shelf = shelf;
        this.tracker = tracker;
    }

    @Override
    public Duration deadline() {
        return systems.settings().deadline().backup();
    }

    @Override
    public Execution<?> open(BundleRequested request, PhaseRun run) {
        BundleOptions options = new RequestDefaults(systems.settings()).bundle(request.bundle());
        BundleRequested filled =
                new BundleRequested(request.hostedCluster(), request.source(), request.migrationId(), options);
        Retention retention = new Retention(keep(filled), inUse());
        return new LiveBundle(new LiveContext(filled, systems, new Shelf(shelf, retention), tracker));
    }

    private int keep(BundleRequested request) {
        BundleSettings settings = systems.settings().bundle();
        String subject = request.hostedCluster().subject();
        return settings.scheduled().stream()
                .filter(scheduled -> scheduled.hostedCluster().equals(subject))
                .map(ScheduledBundle::keep)
                .findFirst()
                .orElseGet(settings::keepLive);
    }

    private Set<S3Location> inUse() {
        return tracker.all().stream()
                .map(TrackedMigration::request)
                .flatMap(Optional::stream)
                .map(MigrationRequested::fromBundle)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }
}
