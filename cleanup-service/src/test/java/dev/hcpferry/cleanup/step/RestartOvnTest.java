package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import org.junit.jupiter.api.Test;

class RestartOvnTest {
    private static final String NAMESPACE = "openshift-ovn-kubernetes";

    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void podsOlderThanTheRestore_areDeletedAndNoOthers() throws Exception {
        run("ovnkube-node-old", MigrationWorld.START.minusSeconds(60).toString());
        run("ovnkube-node-new", MigrationWorld.START.plusSeconds(60).toString());

        look(new RestartOvn(), context).waitsFor("restarting 1 pods");

        assertThat(world.guests().api().list(ResourceKind.POD, NAMESPACE))
                .extracting(KubernetesObject::name)
                .containsExactly("ovnkube-node-new");
        look(new RestartOvn(), context).isDone("newer");
    }

    @Test
    void guestThatIsSilent_isAwaited() throws Exception {
        world.guests().api().setUnreachable(true);

        look(new RestartOvn(), context).waitsFor("does not answer");
    }

    @Test
    void privateHostedCluster_needsNoRestart() throws Exception {
        run("ovnkube-node-old", MigrationWorld.START.minusSeconds(60).toString());
        world.destination()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.json().withObject("/spec/platform/aws").put("endpointAccess", "Private"));

        look(new RestartOvn(), context).isDone("private");

        assertThat(world.guests().api().list(ResourceKind.POD, NAMESPACE)).hasSize(1);
    }

    private void run(String name, String created) {
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, NAMESPACE, name);
        pod.metadata().put("creationTimestamp", created);
        world.guests().api().createIfAbsent(pod);
    }
}
