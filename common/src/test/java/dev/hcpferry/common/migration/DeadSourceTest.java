package dev.hcpferry.common.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.StepResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadSourceTest {
    private static final String INFRA_ID = "example-abc12";

    private final InMemoryManagementCluster cluster = new InMemoryManagementCluster("mgmt-a");
    private final Site source = new Site(cluster, new HostedClusterRef("clusters", "example"));
    private final KubernetesObject hostedCluster = ObjectYaml.object("""
            apiVersion: hypershift.openshift.io/v1beta1
            kind: HostedCluster
            metadata: {name: example, namespace: clusters}
            spec: {infraID: example-abc12}
            """);

    @BeforeEach
    void runsTheHostedCluster() {
        cluster.createIfAbsent(hostedCluster);
    }

    @Test
    void sourceThatDoesNotAnswerIsFencedByTheUsersWord() {
        cluster.setUnreachable(true);

        DeadSource seen = DeadSource.look(source, INFRA_ID);

        assertThat(seen).isInstanceOf(DeadSource.Silent.class);
        assertThat(seen.result()).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void sourceThatIsNotPausedIsAlive() {
        DeadSource seen = DeadSource.look(source, INFRA_ID);

        assertThat(seen).isInstanceOf(DeadSource.Alive.class);
        assertThat(seen.result())
                .isInstanceOfSatisfying(
                        StepResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.SOURCE_NOT_QUIESCED));
    }

    @ParameterizedTest
    @ValueSource(strings = {HyperShift.KUBE_APISERVER, HyperShift.CONTROL_PLANE_OPERATOR})
    void pausedSourceWithARunningWriterIsAlive(String writer) {
        cluster.edit(hostedCluster.key(), Pause::apply);
        KubernetesObject deployment = KubernetesObject.create(ResourceKind.DEPLOYMENT, "clusters-example", writer);
        deployment.spec().put("replicas", 1);
        cluster.createIfAbsent(deployment);

        assertThat(DeadSource.look(source, INFRA_ID))
                .isInstanceOfSatisfying(
                        DeadSource.Alive.class,
                        alive -> assertThat(alive.what()).contains(writer));
    }

    @Test
    void pausedSourceWithoutWritersIsQuiet() {
        cluster.edit(hostedCluster.key(), Pause::apply);

        DeadSource seen = DeadSource.look(source, INFRA_ID);

        assertThat(seen).isInstanceOf(DeadSource.Quiet.class);
        assertThat(seen.result()).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void hostedClusterOfTheSameNameButAnotherInfrastructureIsNotMeant() {
        assertThat(DeadSource.look(source, "example-other")).isInstanceOf(DeadSource.Quiet.class);
    }
}
