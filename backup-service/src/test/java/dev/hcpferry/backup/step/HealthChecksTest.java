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
import org.junit.jupiter.api.Test;

/** MachineHealthChecks are paused first, and watch again last. */
class HealthChecksTest {
    private static final ObjectKey HEARTBEAT = new ObjectKey(ResourceKind.LEASE, "kube-node-lease", "node-1");

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void pause_isNotedOnEveryHealthCheck() throws Exception {
        look(new PauseHealthChecks(), context).isDone("1 MachineHealthChecks");

        assertThat(Pause.of(healthCheck())).contains("true");
        assertThat(healthCheck().annotation(OwnershipMarks.PAUSED_UNTIL)).contains("");
    }

    @Test
    void healthCheckThatANodePoolGotMeanwhile_isPausedWithTheRest() throws Exception {
        look(new AwaitPause(), context).waitsFor();

        assertThat(Pause.of(healthCheck())).contains("true");
        assertThat(healthCheck().annotation(OwnershipMarks.PAUSED_UNTIL)).contains("");
    }

    @Test
    void nodeThatHasNotReportedYet_keepsThemPaused() throws Exception {
        look(new PauseHealthChecks(), context).isDone();

        look(new ResumeHealthChecks(), context).waitsFor("stay paused", "node-1");

        assertThat(Pause.of(healthCheck())).contains("true");
    }

    @Test
    void nodesThatHaveReported_letThemWatchAgain() throws Exception {
        look(new PauseHealthChecks(), context).isDone();
        look(new ResumeHealthChecks(), context).waitsFor();
        beat();

        look(new ResumeHealthChecks(), context).isDone("1 MachineHealthChecks");

        assertThat(Pause.of(healthCheck())).isEmpty();
        assertThat(healthCheck().annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
        look(new ResumeHealthChecks(), context).isDone("no MachineHealthCheck is paused");
    }

    @Test
    void guestThatDoesNotAnswer_keepsThemPausedHoweverLong() throws Exception {
        look(new PauseHealthChecks(), context).isDone();
        world.guests().api().setUnreachable(true);
        look(new ResumeHealthChecks(), context).waitsFor("stay paused");
        world.clock().advance(Duration.ofHours(1));

        look(new ResumeHealthChecks(), context).waitsFor("stay paused");

        assertThat(Pause.of(healthCheck())).contains("true");
    }

    @Test
    void nodeThatStaysSilentAtAReachableApi_isLeftToThem() throws Exception {
        look(new PauseHealthChecks(), context).isDone();
        look(new ResumeHealthChecks(), context).waitsFor();
        world.clock().advance(Duration.ofMinutes(10));

        look(new ResumeHealthChecks(), context).isDone("do not report: node-1");

        assertThat(Pause.of(healthCheck())).isEmpty();
    }

    @Test
    void healthCheckThatAUserHadPaused_staysPausedHoweverOftenTheStepRuns() throws Exception {
        world.source().edit(healthCheck().key(), Pause::apply);
        look(new PauseHealthChecks(), context).isDone();
        look(new ResumeHealthChecks(), context).waitsFor();
        beat();

        look(new ResumeHealthChecks(), context).isDone();
        look(new ResumeHealthChecks(), context).isDone();

        assertThat(Pause.of(healthCheck())).contains("true");
        assertThat(healthCheck().annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    private KubernetesObject healthCheck() {
        return world.source()
                .find(ResourceKind.MACHINE_HEALTH_CHECK, MigrationWorld.INSIDE, "workers")
                .orElseThrow();
    }

    private void beat() {
        world.guests().api().edit(HEARTBEAT, lease -> lease.spec().put("renewTime", "2026-03-01T10:05:00Z"));
    }
}
