package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class CreateNamespacesTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void bothNamespaces_areCreatedAndLabelled() throws Exception {
        look(new CreateNamespaces(), context).isDone();

        for (String name : new String[] {"clusters", MigrationWorld.INSIDE}) {
            assertThat(world.destination().find(ResourceKind.NAMESPACE, null, name))
                    .hasValueSatisfying(namespace ->
                            assertThat(namespace.labels()).containsEntry(OwnershipMarks.MIGRATION, MigrationWorld.ID));
        }
    }

    @Test
    void namespaceOfOtherHostedClusters_staysAsItIs() throws Exception {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.NAMESPACE, null, "clusters"));

        look(new CreateNamespaces(), context).isDone();

        assertThat(world.destination().find(ResourceKind.NAMESPACE, null, "clusters"))
                .hasValueSatisfying(namespace -> assertThat(namespace.labels()).isEmpty());
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        look(new CreateNamespaces(), context).isDone();
        String created = world.destination().content();

        look(new CreateNamespaces(), context).isDone();

        assertThat(world.destination().content()).isEqualTo(created);
    }
}
