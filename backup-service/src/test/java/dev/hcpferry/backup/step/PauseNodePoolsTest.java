package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NodePools and their machines are paused first, and act again last. */
class PauseNodePoolsTest {
    private static final ObjectKey POOL = new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers");
    private static final ObjectKey DEPLOYMENT =
            new ObjectKey(ResourceKind.MACHINE_DEPLOYMENT, MigrationWorld.INSIDE, "workers");
    private static final ObjectKey HEALTH_CHECK =
            new ObjectKey(ResourceKind.MACHINE_HEALTH_CHECK, MigrationWorld.INSIDE, "workers");
    private static final ObjectKey HEARTBEAT = new ObjectKey(ResourceKind.LEASE, "kube-node-lease", "node-1");

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void nodePoolsAndEverythingOfTheirMachines_arePausedWithANote() throws Exception {
        look(new PauseNodePools(), context).isDone("1 NodePools");

        assertThat(everything()).hasSize(7).allMatch(object -> Pause.of(object).isPresent());
        assertThat(everything())
                .allMatch(object -> object.annotation(OwnershipMarks.PAUSED_UNTIL)
                        .orElse("none")
                        .isEmpty());
        assertThat(find(DEPLOYMENT).annotation(OwnershipMarks.REPLICAS)).contains("1");
    }

    @Test
    void neighbour_isNotPaused() throws Exception {
        look(new PauseNodePools(), context).isDone();

        assertThat(world.source().find(ResourceKind.NODE_POOL, "clusters", "other-workers"))
                .hasValueSatisfying(other -> assertThat(Pause.of(other)).isEmpty());
    }

    @Test
    void objectThatHyperShiftPausesWithItsNodePool_isNotTakenForAUsers() throws Exception {
        look(new PauseNodePools(), context).isDone();
        ObjectKey late = new ObjectKey(ResourceKind.MACHINE_SET, MigrationWorld.INSIDE, "late");
        KubernetesObject set = KubernetesObject.create(late.kind(), late.namespace(), late.name());
        Pause.apply(set);
        world.source().createIfAbsent(set);

        look(new PauseNodePools(), context).isDone();

        assertThat(find(late).annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    @Test
    void whatANodePoolGotMeanwhile_isPausedWithTheRest() throws Exception {
        look(new AwaitPause(), context).waitsFor();

        assertThat(Pause.of(find(HEALTH_CHECK))).contains("true");
        assertThat(find(HEALTH_CHECK).annotation(OwnershipMarks.PAUSED_UNTIL)).contains("");
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        look(new PauseNodePools(), context).isDone();
        String paused = world.source().content();

        look(new PauseNodePools(), context).isDone();

        assertThat(world.source().content()).isEqualTo(paused);
    }

    @Test
    void nodeThatHasNotReportedYet_keepsThemPaused() throws Exception {
        look(new PauseNodePools(), context).isDone();

        look(new ResumeNodePools(), context).waitsFor("stay paused", "node-1");

        assertThat(everything()).allMatch(object -> Pause.of(object).isPresent());
    }

    @Test
    void nodesThatHaveReported_letThemActAgain() throws Exception {
        look(new PauseNodePools(), context).isDone();
        look(new ResumeNodePools(), context).waitsFor();
        beat();

        look(new ResumeNodePools(), context).isDone("as they were before");

        assertThat(everything()).allMatch(object -> Pause.of(object).isEmpty());
        assertThat(everything())
                .allMatch(object -> object.annotations().keySet().stream()
                        .noneMatch(name -> name.startsWith(OwnershipMarks.PREFIX)));
        look(new ResumeNodePools(), context).isDone("no NodePool is paused");
    }

    @Test
    void pauseThatBrokeOff_isTakenBack() throws Exception {
        world.source().edit(POOL, Pause::set);
        look(new ResumeNodePools(), context).waitsFor();
        beat();

        look(new ResumeNodePools(), context).isDone();

        assertThat(Pause.of(find(POOL))).isEmpty();
        assertThat(find(POOL).annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    @Test
    void replicasThatAnAutoscalerLoweredMeanwhile_arePutBackBeforeAnythingActs() throws Exception {
        look(new PauseNodePools(), context).isDone();
        look(new ResumeNodePools(), context).waitsFor();
        world.source().edit(DEPLOYMENT, deployment -> deployment.spec().put("replicas", 0));
        beat();

        look(new ResumeNodePools(), context).isDone();

        assertThat(find(DEPLOYMENT).at("/spec/replicas").asInt()).isEqualTo(1);
    }

    @Test
    void guestThatDoesNotAnswer_keepsThemPausedHoweverLong() throws Exception {
        look(new PauseNodePools(), context).isDone();
        world.guests().api().setUnreachable(true);
        look(new ResumeNodePools(), context).waitsFor("stay paused");
        world.clock().advance(Duration.ofHours(1));

        look(new ResumeNodePools(), context).waitsFor("stay paused");

        assertThat(Pause.of(find(HEALTH_CHECK))).contains("true");
    }

    @Test
    void nodeThatStaysSilentAtAReachableApi_isLeftToThem() throws Exception {
        look(new PauseNodePools(), context).isDone();
        look(new ResumeNodePools(), context).waitsFor();
        world.clock().advance(Duration.ofMinutes(10));

        look(new ResumeNodePools(), context).isDone("do not report: node-1");

        assertThat(Pause.of(find(HEALTH_CHECK))).isEmpty();
    }

    @Test
    void whatAUserHadPaused_staysPausedHoweverOftenTheStepRuns() throws Exception {
        List.of(HEALTH_CHECK, DEPLOYMENT).forEach(key -> world.source().edit(key, Pause::apply));
        world.source().edit(POOL, pool -> pool.spec().put("pausedUntil", "2030-01-01T00:00:00Z"));
        look(new PauseNodePools(), context).isDone();
        look(new ResumeNodePools(), context).waitsFor();
        beat();

        look(new ResumeNodePools(), context).isDone();
        look(new ResumeNodePools(), context).isDone();

        assertThat(Pause.of(find(HEALTH_CHECK))).contains("true");
        assertThat(Pause.of(find(DEPLOYMENT))).contains("true");
        assertThat(Pause.of(find(POOL))).contains("2030-01-01T00:00:00Z");
        assertThat(everything()).noneMatch(Pause::isNoted);
    }

    private List<KubernetesObject> everything() {
        return Stream.concat(context.source().nodePools().stream(), PauseNodePools.clusterApi(context.source()))
                .toList();
    }

    private KubernetesObject find(ObjectKey key) {
        return world.source().find(key.kind(), key.namespace(), key.name()).orElseThrow();
    }

    private void beat() {
        world.guests().api().edit(HEARTBEAT, lease -> lease.spec().put("renewTime", "2026-03-01T10:05:00Z"));
    }
}
