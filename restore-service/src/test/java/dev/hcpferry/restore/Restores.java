package dev.hcpferry.restore;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.restore.step.CreateHostedCluster;
import dev.hcpferry.restore.step.CreateNamespaces;
import dev.hcpferry.restore.step.RestoreObjects;
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

    /** Of a bundle that migration {@code dead-1} has adopted, with the bundle verified; the source is silent. */
    public static RestoreContext ofDeadSource(MigrationWorld world) {
        BackupCompleted backup = world.controllers().backUp();
        world.migrationId("dead-1")
                .fromBundle(backup.bundle().location())
                .source()
                .setUnreachable(true);
        RestoreContext context =
                new RestoreContext(world.request(), backup, world.run(PhaseName.RESTORE), world.systems());
        BackupBundle bundle = world.bundles().verify(backup.bundle());
        context.found(new RestoreContext.Contents(bundle, world.bundles().manifests(bundle)));
        return context;
    }

    /** How a restore that was rolled back for this reason is told. */
    public static PhaseFailed undone(RestoreContext context, ReasonCode reason) {
        RestoreExecution execution = new RestoreExecution(context);
        PhaseFailed cause = execution.failed(new PhaseOutcome.Failed("await-etcd-restored", reason, "why", "what"));
        return (PhaseFailed) execution.rolledBack(cause).getFirst();
    }

    /** The same for a run that begins anew. */
    public static RestoreContext resumed(MigrationWorld world, RestoreContext earlier) throws Exception {
        RestoreContext context =
                new RestoreContext(world.request(), earlier.backup(), world.run(PhaseName.RESTORE), world.systems());
        look(new VerifyBundle(), context).isDone();
        return context;
    }

    /** HyperShift has begun to make etcd. */
    public static void createHostedCluster(MigrationWorld world, RestoreContext context) throws Exception {
        done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
        world.destination()
                .createIfAbsent(KubernetesObject.create(ResourceKind.STATEFUL_SET, MigrationWorld.INSIDE, "etcd"));
    }

    /** The only member of etcd runs at this revision, and HyperShift says that it is restored. */
    public static void restoreEtcd(MigrationWorld world, RestoreContext context, long revision) {
        say(world, context, "EtcdSnapshotRestored");
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, "etcd-0"));
        world.etcd().run("mgmt-b", 1, revision);
    }

    /** HyperShift says so of the control plane. */
    public static void say(MigrationWorld world, RestoreContext context, String condition) {
        world.destination()
                .edit(
                        context.destination().hostedControlPlane().orElseThrow().key(),
                        object -> object.json()
                                .withArray("/status/conditions")
                                .addObject()
                                .put("type", condition)
                                .put("status", "True"));
    }

    /** Lets these steps be done. */
    @SafeVarargs
    public static void done(RestoreContext context, Step<RestoreContext>... steps) throws Exception {
        for (Step<RestoreContext> step : steps) {
            look(step, context).isDone();
        }
    }
}
