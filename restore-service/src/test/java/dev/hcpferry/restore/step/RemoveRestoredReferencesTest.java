package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveRestoredReferencesTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void whatThisMigrationCreated_isRemovedAndNothingElse() throws Exception {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.SECRET, "clusters", "somebody-elses"));
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());

        look(new RemoveRestoredReferences(), context).isDone("removed 2");

        assertThat(world.destination().list(ResourceKind.SECRET, "clusters"))
                .extracting(KubernetesObject::name)
                .containsExactly("somebody-elses");
    }

    @Test
    void sharedSecretThatWasThere_stays() throws Exception {
        world.source()
                .find(ResourceKind.SECRET, "clusters", "company-pull-secret")
                .ifPresent(world.destination()::createIfAbsent);
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());

        look(new RemoveRestoredReferences(), context).isDone("removed 1");

        assertThat(world.destination().find(ResourceKind.SECRET, "clusters", "company-pull-secret"))
                .isPresent();
    }

    @Test
    void secretThatSomebodyHolds_isAwaited() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());
        world.destination()
                .edit(
                        new ObjectKey(ResourceKind.SECRET, "clusters", "company-pull-secret"),
                        secret -> secret.setFinalizers(List.of("example.com/guard")));

        look(new RemoveRestoredReferences(), context)
                .waitsFor("Secret clusters/company-pull-secret", "example.com/guard");
    }
}
