package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldApiServersTest {
    private static final String NAME = "hcp-ferry-hold-example-abc12";

    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void heldControlPlane_admitsNoPodOfAnApiServer() throws Exception {
        Restores.done(context, new CreateNamespaces());

        look(new HoldApiServers(), context).isDone("no API server starts");

        KubernetesObject policy = policy().orElseThrow();
        assertThat(policy.at("/spec/matchConstraints/namespaceSelector/matchLabels/hcp-ferry.dev~1hold-api-servers")
                        .asText())
                .isEqualTo(MigrationWorld.ID)
                .isEqualTo(namespace().labels().get("hcp-ferry.dev/hold-api-servers"));
        assertThat(policy.at("/spec/matchConstraints/objectSelector/matchExpressions/0/values"))
                .extracting(value -> value.asText())
                .containsExactly("kube-apiserver", "openshift-apiserver", "openshift-oauth-apiserver");
        assertThat(policy.at("/spec/validations/0/expression").asText()).isEqualTo("false");
        assertThat(ReleaseApiServers.areReleased(context)).isFalse();
    }

    @Test
    void release_leavesNothingOfTheHold_andTouchesTheReplicaSetsThatWait() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());
        KubernetesObject waiting =
                KubernetesObject.create(ResourceKind.REPLICA_SET, MigrationWorld.INSIDE, "kube-apiserver-1");
        waiting.label("app", "kube-apiserver");
        world.destination().createIfAbsent(waiting);

        look(new ReleaseApiServers(), context).isDone();

        assertThat(policy()).isEmpty();
        assertThat(namespace().labels()).doesNotContainKey("hcp-ferry.dev/hold-api-servers");
        assertThat(world.destination().find(ResourceKind.REPLICA_SET, MigrationWorld.INSIDE, "kube-apiserver-1"))
                .hasValueSatisfying(
                        set -> assertThat(set.labels()).containsEntry("hcp-ferry.dev/hold-api-servers", "lifted"));
    }

    @Test
    void wayBack_removesThePolicy() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());

        look(new RemoveApiServerHold(), context).isDone();

        assertThat(policy()).isEmpty();
    }

    private Optional<KubernetesObject> policy() {
        return world.destination().find(ResourceKind.VALIDATING_ADMISSION_POLICY, null, NAME);
    }

    private KubernetesObject namespace() {
        return world.destination()
                .find(ResourceKind.NAMESPACE, null, MigrationWorld.INSIDE)
                .orElseThrow();
    }
}
