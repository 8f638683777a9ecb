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
    void etcdThatCameUpAndIsSilent_isAwaitedBecauseItMayHaveServed() throws Exception {
        create();
        loseEtcd();

        look(new KeepFromServing(), context)
                .waitsFor("may have taken writes", "can't be asked")
                .orElse(ReasonCode.DESTINATION_SERVED);
    }

    @Test
    void heldApiServers_haveServedNobodyWhateverBecameOfEtcd() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());
        create();
        loseEtcd();

        look(new KeepFromServing(), context).isDone("nobody was served");
    }

    @Test
    void apiServerThatSlippedInBeforeTheHoldWasInForce_isNotOverlooked() throws Exception {
        Restores.done(context, new CreateNamespaces(), new HoldApiServers());
        create();
        KubernetesObject deployment =
                KubernetesObject.create(ResourceKind.DEPLOYMENT, MigrationWorld.INSIDE, "kube-apiserver");
        deployment.spec().put("replicas", 1);
        world.destination().createIfAbsent(deployment);
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, "kube-apiserver-1");
        pod.label("app", "kube-apiserver");
        KubernetesObject slipped = world.destination().createIfAbsent(pod);
        loseEtcd();

        look(new KeepFromServing(), context).waitsFor("pod kube-apiserver-1");
        world.destination().delete(slipped);

        look(new KeepFromServing(), Restores.resumed(world, context)).waitsFor("may have taken writes");
    }

    @Test
    void proof_outlivesItsEtcd() throws Exception {
        create();
        runEtcd(MigrationWorld.REVISION);
        look(new KeepFromServing(), context).isDone();
        world.etcd().silence("mgmt-b", "etcd-0");

        look(new KeepFromServing(), Restores.resumed(world, context)).isDone("nobody was served");
    }

    private void create() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
    }

    private void runEtcd(long revision) {
        world.destination().createIfAbsent(KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, "etcd-0"));
        world.etcd().run("mgmt-b", 1, revision);
    }

    private void loseEtcd() {
        runEtcd(MigrationWorld.REVISION);
        world.etcd().silence("mgmt-b", "etcd-0");
        Restores.say(world, context, "EtcdAvailable");
    }
}
