package dev.hcpferry.common.removal;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;

/** A source that may be removed, because its hosted cluster lives at the destination. */
final class Removals {
    private Removals() {}

    static MigrationContext of(MigrationWorld world) {
        world.controllers().restore();
        return new MigrationContext(world.request(), world.run(PhaseName.CLEANUP), world.systems());
    }

    /** With nothing left that could terminate an instance. */
    static MigrationContext withStoppedControllers(MigrationWorld world) throws Exception {
        MigrationContext context = of(world);
        look(new PauseMachines<>(MigrationContext::source), context).isDone();
        look(new StopMachineControllers<>(MigrationContext::source), context).waitsFor();
        world.controllers().endPods();
        look(new StopMachineControllers<>(MigrationContext::source), context).isDone();
        return context;
    }
}
