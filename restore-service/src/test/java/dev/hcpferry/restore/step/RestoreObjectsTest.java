package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestoreObjectsTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void everythingButHostedClusterAndNodePools_isThere() throws Exception {
        restore();

        assertThat(context.manifests())
                .filteredOn(manifest ->
                        manifest.kind() != ResourceKind.HOSTED_CLUSTER && manifest.kind() != ResourceKind.NODE_POOL)
                .allSatisfy(manifest -> assertThat(find(manifest)).isPresent());
        assertThat(context.destination().hostedCluster()).isEmpty();
        assertThat(context.destination().nodePools()).isEmpty();
    }

    @Test
    void plainData_isEqualByteByByte() throws Exception {
        restore();

        for (KubernetesObject manifest : context.manifests(ResourceKind.SECRET)) {
            assertThat(find(manifest)).hasValueSatisfying(created -> {
                assertThat(created.at("/data")).isEqualTo(manifest.at("/data"));
                assertThat(created.at("/type")).isEqualTo(manifest.at("/type"));
            });
        }
    }

    @Test
    void owners_areLivingObjectsOfTheDestination() throws Exception {
        restore();

        KubernetesObject set = world.destination()
                .find(ResourceKind.MACHINE_SET, MigrationWorld.INSIDE, "workers-1")
                .orElseThrow();
        assertThat(world.destination().find(ResourceKind.MACHINE, MigrationWorld.INSIDE, "workers-1-a"))
                .hasValueSatisfying(machine -> assertThat(machine.ownerReferences())
                        .extracting(OwnerReference::uid)
                        .containsExactly(set.uid()));
    }

    @Test
    void machines_keepTheirInstancesAndArePausedWithoutFinalizers() throws Exception {
        restore();

        assertThat(Stream.of(ResourceKind.MACHINE, ResourceKind.AWS_MACHINE)
                        .flatMap(kind -> context.destination().inControlPlane(kind).stream()))
                .hasSize(2)
                .allSatisfy(machine -> {
                    assertThat(machine.text("/spec/providerID")).contains("aws:///eu-west-1a/i-0abc");
                    assertThat(Pause.of(machine)).isPresent();
                    assertThat(machine.finalizers()).isEmpty();
                    assertThat(machine.labels()).containsEntry(OwnershipMarks.MIGRATION, MigrationWorld.ID);
                });
    }

    @Test
    void hostedControlPlane_isCreatedWithTheSnapshotsUrl() throws Exception {
        restore();

        assertThat(context.destination().hostedControlPlane().flatMap(HostedCluster::restoreUrl))
                .hasValueSatisfying(url -> assertThat(url).contains("/etcd/snapshot.db", "PT45M"));
    }

    @Test
    void secondLook_writesNothing() throws Exception {
        restore();
        String restored = world.destination().content();

        look(new RestoreObjects(), Restores.resumed(world, context)).isDone();

        assertThat(world.destination().content()).isEqualTo(restored);
    }

    @Test
    void objectThatIsMissingAfterACrash_isCreated() throws Exception {
        restore();
        world.destination()
                .find(ResourceKind.AWS_MACHINE, MigrationWorld.INSIDE, "workers-1-a")
                .ifPresent(world.destination()::delete);

        look(new RestoreObjects(), Restores.resumed(world, context)).isDone();

        assertThat(context.destination().inControlPlane(ResourceKind.AWS_MACHINE))
                .hasSize(1);
    }

    @Test
    void somebodyElsesObject_isNotTaken() throws Exception {
        world.destination()
                .createIfAbsent(KubernetesObject.create(ResourceKind.MACHINE, MigrationWorld.INSIDE, "workers-1-a"));

        Restores.done(context, new CreateNamespaces());
        look(new RestoreObjects(), context)
                .fails(ReasonCode.OBJECT_CONFLICT, "Machine clusters-example/workers-1-a", "did not create");
    }

    private void restore() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());
    }

    private Optional<KubernetesObject> find(KubernetesObject manifest) {
        return world.destination().find(manifest.kind(), manifest.namespace(), manifest.name());
    }
}
