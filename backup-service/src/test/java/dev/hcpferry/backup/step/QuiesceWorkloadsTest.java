package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuiesceWorkloadsTest {
    private static final QuiesceWorkloads STEP = new QuiesceWorkloads("quiesce-api-servers", HyperShift.API_SERVERS);

    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void runningWorkloads_areScaledToZeroAndTheirReplicasNoted() throws Exception {
        look(STEP, context).waitsFor("pod kube-apiserver-7d4b9c-x2x2x");

        for (String name : HyperShift.API_SERVERS) {
            KubernetesObject deployment = context.source().deployment(name).orElseThrow();
            assertThat(Workload.replicas(deployment)).isZero();
            assertThat(deployment.annotation(OwnershipMarks.REPLICAS)).contains("1");
            assertThat(deployment.annotation(OwnershipMarks.SCALED_DOWN_AT)).contains(MigrationWorld.START.toString());
        }
    }

    @Test
    void othersAreLeftRunning() throws Exception {
        look(STEP, context).waitsFor();

        assertThat(context.source().deployment(HyperShift.CAPI_PROVIDER))
                .hasValueSatisfying(
                        found -> assertThat(Workload.replicas(found)).isOne());
    }

    @Test
    void terminatingPod_isAwaited() throws Exception {
        look(STEP, context).waitsFor();
        world.source().edit(pod("kube-apiserver-7d4b9c-x2x2x").key(), pod -> pod.setFinalizers(List.of("held")));
        world.controllers().endPods();

        look(STEP, context).waitsFor("pod kube-apiserver-7d4b9c-x2x2x").orElse(ReasonCode.SOURCE_NOT_QUIESCED);
    }

    @Test
    void lastPodGone_isDone() throws Exception {
        look(STEP, context).waitsFor();
        world.controllers().endPods();

        look(STEP, context).isDone("no pod is left");
    }

    @Test
    void scaledUpAgain_isScaledDownAgainWithTheFirstNote() throws Exception {
        look(STEP, context).waitsFor();
        world.clock().advance(Duration.ofMinutes(1));
        world.source()
                .edit(
                        context.source()
                                .deployment("kube-apiserver")
                                .orElseThrow()
                                .key(),
                        deployment -> deployment.spec().put("replicas", 3));

        look(STEP, context).waitsFor();

        KubernetesObject deployment =
                context.source().deployment("kube-apiserver").orElseThrow();
        assertThat(Workload.replicas(deployment)).isZero();
        assertThat(deployment.annotation(OwnershipMarks.REPLICAS)).contains("1");
        assertThat(deployment.annotation(OwnershipMarks.SCALED_DOWN_AT)).contains(MigrationWorld.START.toString());
    }

    private KubernetesObject pod(String name) {
        return world.source()
                .find(ResourceKind.POD, MigrationWorld.INSIDE, name)
                .orElseThrow();
    }
}
