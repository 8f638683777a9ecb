package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FenceSourceTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.ofDeadSource(world);

    @Test
    void sourceThatIsBackIsPausedStoppedAndMarked() throws Exception {
        look(new FenceSource(), context).waitsFor("pod kube-apiserver", "pod capi-provider");
        world.controllers().endPods();

        look(new FenceSource(), context).isDone("fenced");

        HostedCluster hostedCluster = world.sourceSite().hostedCluster().orElseThrow();
        assertThat(hostedCluster.paused()).isTrue();
        assertThat(hostedCluster.owner()).contains("dead-1");
        assertThat(Stream.of(
                                ResourceKind.HOSTED_CONTROL_PLANE,
                                ResourceKind.CLUSTER,
                                ResourceKind.MACHINE_DEPLOYMENT,
                                ResourceKind.MACHINE,
                                ResourceKind.AWS_MACHINE)
                        .flatMap(kind -> world.sourceSite().inControlPlane(kind).stream()))
                .isNotEmpty()
                .allMatch(object -> Pause.of(object).isPresent());
        assertThat(world.sourceSite().nodePools())
                .allMatch(pool -> Pause.of(pool).isPresent());
        assertThat(WorkloadsStopped.remaining(world.sourceSite(), HyperShift.API_SERVERS))
                .isEmpty();
        assertThat(WorkloadsStopped.remaining(world.sourceSite(), HyperShift.MACHINE_CONTROLLERS))
                .isEmpty();
    }

    @Test
    void replicasAreNoted() throws Exception {
        look(new FenceSource(), context);

        KubernetesObject apiServer =
                world.sourceSite().deployment(HyperShift.KUBE_APISERVER).orElseThrow();
        assertThat(Workload.replicas(apiServer)).isZero();
        assertThat(apiServer.annotation(OwnershipMarks.REPLICAS)).contains("1");
    }

    @Test
    void writerThatComesBackIsStoppedAgain() throws Exception {
        look(new FenceSource(), context);
        world.controllers().endPods().startAgain("kube-apiserver");

        look(new FenceSource(), context).waitsFor("kube-apiserver");

        assertThat(Workload.replicas(
                        world.sourceSite().deployment(HyperShift.KUBE_APISERVER).orElseThrow()))
                .isZero();
    }

    @Test
    void markOfAnEarlierMigrationIsReplaced() throws Exception {
        KubernetesObject hostedCluster =
                world.sourceSite().hostedCluster().orElseThrow().object();
        world.source().edit(hostedCluster.key(), object -> object.annotate(OwnershipMarks.MIGRATION, "earlier-1"));

        look(new FenceSource(), context);

        assertThat(world.sourceSite().hostedCluster().flatMap(HostedCluster::owner))
                .contains("dead-1");
    }

    @Test
    void anotherHostedClusterOfTheSameNameIsLeftAlone() throws Exception {
        KubernetesObject hostedCluster =
                world.sourceSite().hostedCluster().orElseThrow().object();
        world.source().edit(hostedCluster.key(), object -> object.spec().put("infraID", "example-new"));
        String before = world.source().content();

        look(new FenceSource(), context).fails(ReasonCode.SOURCE_NOT_QUIESCED, "another one");

        assertThat(world.source().content()).isEqualTo(before);
    }

    @Test
    void sourceWithoutTheHostedClusterNeedsNoFence() throws Exception {
        KubernetesObject hostedCluster =
                world.sourceSite().hostedCluster().orElseThrow().object();
        world.source().edit(hostedCluster.key(), object -> object.setFinalizers(List.of()));
        world.source().delete(world.sourceSite().hostedCluster().orElseThrow().object());

        look(new FenceSource(), context).isDone("has no HostedCluster");
    }

    @Test
    void neighbourIsNotTouched() throws Exception {
        String before = neighbour();

        look(new FenceSource(), context);

        assertThat(neighbour()).isEqualTo(before);
    }

    @Test
    void fencedSourceIsOursToClean() throws Exception {
        look(new FenceSource(), context);
        world.controllers().endPods();

        look(new FenceSource(), context).isDone();

        look(new CheckSourceIsOurs(), context).isDone();
    }

    private String neighbour() {
        return ObjectYaml.write(world.source()
                .find(ResourceKind.HOSTED_CLUSTER, "clusters", "other")
                .orElseThrow());
    }
}
