package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResumeHostedClusterTest {
    private static final ObjectKey CLUSTER =
            new ObjectKey(ResourceKind.CLUSTER, MigrationWorld.INSIDE, "example-abc12");

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
        assertThat(everything()).noneMatch(Pause::isNoted);
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
        world.source().edit(CLUSTER, Pause::apply);
        pause();

        look(new ResumeHostedCluster(), context).waitsFor();
        look(new ResumeHostedCluster(), context).waitsFor();
        carryOn();
        look(new ResumeHostedCluster(), context).isDone();
        look(new ResumeHostedCluster(), context).isDone();

        assertThat(Pause.of(find(CLUSTER))).contains("true");
        assertThat(everything()).noneMatch(Pause::isNoted);
    }

    @Test
    void hostedClusterThatAUserHadPaused_staysPaused() throws Exception {
        world.source().edit(context.hostedCluster().object().key(), Pause::apply);
        pause();

        look(new ResumeHostedCluster(), context).isDone("paused as it was");
        look(new ResumeHostedCluster(), context).isDone();

        assertThat(context.hostedCluster().paused()).isTrue();
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
                        Stream.of(context.hostedCluster().object()),
                        Stream.of(ResourceKind.HOSTED_CONTROL_PLANE, ResourceKind.CLUSTER)
                                .flatMap(kind -> context.source().inControlPlane(kind).stream()))
                .toList();
    }

    private KubernetesObject find(ObjectKey key) {
        return world.source().find(key.kind(), key.namespace(), key.name()).orElseThrow();
    }
}
