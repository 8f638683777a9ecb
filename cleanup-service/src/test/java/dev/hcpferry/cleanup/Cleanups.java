package dev.hcpferry.cleanup;

import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import java.util.List;

/** Cleanups of a world whose destination serves. */
public final class Cleanups {
    private Cleanups() {}

    /** With the bundle read. */
    public static CleanupContext of(MigrationWorld world) {
        RestoreCompleted restored = world.controllers().restore();
        CleanupContext context =
                new CleanupContext(world.request(), restored, world.run(PhaseName.CLEANUP), world.systems());
        context.found(
                world.bundles().find(context.bundleAddress()).orElseThrow().bundle());
        return context;
    }

    /** Of migration {@code dead-1}, which has restored a bundle; the source is back and serves as if nothing had happened. */
    public static CleanupContext ofDeadSource(MigrationWorld world) {
        RestoreCompleted sample = new MigrationWorld().controllers().restore();
        world.migrationId("dead-1").fromBundle(sample.backup().bundle().location());
        RestoreCompleted restored = new RestoreCompleted(
                "dead-1",
                world.request(),
                sample.backup(),
                sample.evidence(),
                sample.nodes(),
                null,
                sample.apiAvailableAt(),
                sample.apiUnavailableFor(),
                sample.completedAt());
        return new CleanupContext(world.request(), restored, world.run(PhaseName.CLEANUP), world.systems());
    }

    /** With another list of proofs. */
    public static CleanupContext proving(MigrationWorld world, List<RestoreCompleted.Evidence> evidence) {
        RestoreCompleted all = world.controllers().restore();
        RestoreCompleted some = new RestoreCompleted(
                all.migrationId(),
                all.request(),
                all.backup(),
                evidence,
                all.nodes(),
                all.restored(),
                all.apiAvailableAt(),
                all.apiUnavailableFor(),
                all.completedAt());
        return new CleanupContext(world.request(), some, world.run(PhaseName.CLEANUP), world.systems());
    }
}
