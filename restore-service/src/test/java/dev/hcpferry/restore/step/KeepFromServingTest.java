package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class KeepFromServingTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void etcdAtTheSnapshotsRevision_hasServedNobody() throws Exception {
        create();
        runEtcd(MigrationWorld.REVISION);

        look(new KeepFromServing(), context).isDone("nobody has written");
    }

    @Test
    void emptyEtcd_hasServedNobody() throws Exception {
        create();
        runEtcd(1);

        look(new KeepFromServing(), context).isDone("nobody has written");
    }

    @Test
    void etcdThatNeverCameUp_hasServedNobody() throws Exception {
        create();

        look(new KeepFromServing(), context).isDone("nobody has written");
    }

    @Test
    void etcdThatWentOn_hasServed() throws Exception {
        create();
        runEtcd(MigrationWorld.REVISION + 1);

        look(new KeepFromServing(), context)
                .fails(ReasonCode.DESTINATION_SERVED, "etcd-0 is at revision 4712", "the snapshot at 4711");
    }

    @Test
    void etcdThatCameUpAndIsSilent_mayHaveServed() throws Exception {
        create();
        runEtcd(MigrationWorld.REVISION);
        world.etcd().silence("mgmt-b", "etcd-0");
        world.destination()
                .edit(
                        context.destination().hostedControlPlane().orElseThrow().key(),
                        object -> object.json()
                                .withArray("/status/conditions")
                                .addObject()
                                .put("type", "EtcdAvailable")
                                .put("status", "True"));

        look(new KeepFromServing(), context).fails(ReasonCode.DESTINATION_SERVED, "can't be asked any more");
    }

    @Test
    void proof_outlivesItsEtcd() throws Exception {
        create();
        runEtcd(MigrationWorld.REVISION);
        look(new KeepFromServing(), context).isDone();
        world.etcd().silence("mgmt-b", "etcd-0");

        look(new KeepFromServing(), Restores.resumed(world, context)).isDone("earlier run");
    }

    private void create() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
    }

    private void runEtcd(long revision) {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, "etcd-0"));
        world.etcd().run("mgmt-b", 1, revision);
    }
}
