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
