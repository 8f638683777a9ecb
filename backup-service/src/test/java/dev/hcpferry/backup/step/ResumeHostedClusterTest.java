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

class ResumeHostedClusterTest {
    private static final ObjectKey DEPLOYMENT =
            new ObjectKey(ResourceKind.MACHINE_DEPLOYMENT, MigrationWorld.INSIDE, "workers");
    private static final ObjectKey POOL = new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers");

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void pausedSource_isResumedAndItsOperatorAwaited() throws Exception {
        pause();

        look(new ResumeHostedCluster(), context).waitsFor("has not resumed", "HostedControlPlane");
        carryOn();

        look(new ResumeHostedCluster(), context).isDone();
        assertThat(context.hostedCluster().paused()).isFalse();
        assertThat(everything()).allMatch(object -> Pause.of(object).isEmpty());
        assertThat(everything())
                .allMatch(
                        object -> object.annotation(OwnershipMarks.PAUSED_UNTIL).isEmpty());
    }

    @Test
    void operatorThatDoesNotAct_isBypassedAfterAWhile() throws Exception {
        pause();
        look(new ResumeHostedCluster(), context).waitsFor();
        world.clock().advance(Duration.ofSeconds(31));

        look(new ResumeHostedCluster(), context).waitsFor("directly");

        look(new ResumeHostedCluster(), context).isDone();
        assertThat(everything()).allMatch(object -> Pause.of(object).isEmpty());
    }

    @Test
    void whatAUserHadPaused_staysPausedHoweverOftenTheStepRuns() throws Exception {
        world.source().edit(DEPLOYMENT, Pause::apply);
        world.source().edit(POOL, pool -> pool.spec().put("pausedUntil", "2030-01-01T00:00:00Z"));
        pause();

        look(new ResumeHostedCluster(), context).waitsFor();
        look(new ResumeHostedCluster(), context).waitsFor();
        carryOn();
        look(new ResumeHostedCluster(), context).isDone();
        look(new ResumeHostedCluster(), context).isDone();

        assertThat(Pause.of(find(DEPLOYMENT))).contains("true");
        assertThat(Pause.of(find(POOL))).contains("2030-01-01T00:00:00Z");
        assertThat(everything())
                .allMatch(
                        object -> object.annotation(OwnershipMarks.PAUSED_UNTIL).isEmpty());
    }

    @Test
    void hostedClusterThatAUserHadPaused_staysPaused() throws Exception {
        world.source().edit(context.hostedCluster().object().key(), Pause::apply);
        pause();

        look(new ResumeHostedCluster(), context).isDone("paused as it was");
        look(new ResumeHostedCluster(), context).isDone();

        assertThat(context.hostedCluster().paused()).isTrue();
    }

    @Test
    void pauseThatBrokeOffBeforeTheHostedCluster_isTakenBack() throws Exception {
        world.source().edit(POOL, Pause::set);

        look(new ResumeHostedCluster(), context).isDone();

        assertThat(Pause.of(find(POOL))).isEmpty();
        assertThat(find(POOL).annotation(OwnershipMarks.PAUSED_UNTIL)).isEmpty();
    }

    private void pause() throws Exception {
        look(new PauseHostedCluster(), context).isDone();
        world.controllers().carryPause();
        look(new AwaitPause(), context).isDone();
    }

    /** The operator carries the end of the pause on. */
    private void carryOn() {
        Stream.of(ResourceKind.HOSTED_CONTROL_PLANE, ResourceKind.CLUSTER)
                .flatMap(kind -> context.source().inControlPlane(kind).stream())
                .forEach(object -> world.source().edit(object.key(), Pause::remove));
    }

    private List<KubernetesObject> everything() {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(context.hostedCluster().object()), context.source().nodePools().stream()),
                        PauseHostedCluster.PAUSABLE.stream()
                                .flatMap(kind -> context.source().inControlPlane(kind).stream()))
                .toList();
    }

    private KubernetesObject find(ObjectKey key) {
        return world.source().find(key.kind(), key.namespace(), key.name()).orElseThrow();
    }
}
