package dev.hcpferry.restore;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.restore.step.VerifyBundle;

/** Restores of a world whose backup is complete. */
public final class Restores {
    private Restores() {}

    /** With the bundle not looked at yet. */
    public static RestoreContext unverified(MigrationWorld world) {
        BackupCompleted backup = world.controllers().backUp();
        return new RestoreContext(world.request(), backup, world.run(PhaseName.RESTORE), world.systems());
    }

    /** With the bundle verified. */
    public static RestoreContext of(MigrationWorld world) {
        RestoreContext context = unverified(world);
        context.found(new RestoreContext.Contents(
                world.bundles().verify(context.backup().bundle()),
                world.bundles()
                        .manifests(world.bundles().verify(context.backup().bundle()))));
        return context;
    }

    /** The same for a run that begins anew. */
    public static RestoreContext resumed(MigrationWorld world, RestoreContext earlier) throws Exception {
        RestoreContext context =
                new RestoreContext(world.request(), earlier.backup(), world.run(PhaseName.RESTORE), world.systems());
        look(new VerifyBundle(), context).isDone();
        return context;
    }

    /** Lets these steps be done. */
    @SafeVarargs
    public static void done(RestoreContext context, Step<RestoreContext>... steps) throws Exception {
        for (Step<RestoreContext> step : steps) {
            look(step, context).isDone();
        }
    }
}
