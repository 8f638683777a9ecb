package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class RemoveCreatedNamespaceTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void namespaceOfThisMigration_isRemovedWhenEmpty() throws Exception {
        Restores.done(context, new CreateNamespaces());

        look(new RemoveCreatedNamespace(), context).waitsFor("removing");

        look(new RemoveCreatedNamespace(), context).isDone("is gone");
    }

    @Test
    void namespaceThatWasThere_stays() throws Exception {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.NAMESPACE, null, "clusters"));
        Restores.done(context, new CreateNamespaces());

        look(new RemoveCreatedNamespace(), context).isDone("not of this migration");

        assertThat(world.destination().find(ResourceKind.NAMESPACE, null, "clusters"))
                .isPresent();
    }

    @Test
    void namespaceThatSomebodyUsesMeanwhile_stays() throws Exception {
        Restores.done(context, new CreateNamespaces());
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.SECRET, "clusters", "somebody-elses"));

        look(new RemoveCreatedNamespace(), context).isDone("stays", "somebody-elses");
    }
}
