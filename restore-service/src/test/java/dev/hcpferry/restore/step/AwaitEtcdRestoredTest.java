package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.etcd.Members;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class AwaitEtcdRestoredTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void operatorThatMakesNoEtcd_isAwaitedAndBlamed() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());

        look(new AwaitEtcdRestored(), context)
                .waitsFor("has not begun to restore etcd")
                .orElse(ReasonCode.HYPERSHIFT_NOT_RECONCILING);
    }

    @Test
    void etcdThatHasNoMemberYet_isAwaited() throws Exception {
        Restores.createHostedCluster(world, context);

        look(new AwaitEtcdRestored(), context)
                .waitsFor("EtcdOneCluster", "0 of 1 etcd members run")
                .orElse(ReasonCode.ETCD_RESTORE_FAILED);
    }

    @Test
    void restoredEtcd_isDone() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION + 5);

        look(new AwaitEtcdRestored(), context).isDone("holds the restored data");
    }

    @Test
    void conditionAlone_provesNothing() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION + 5);
        world.etcd().keys(3);

        look(new AwaitEtcdRestored(), context)
                .fails(ReasonCode.ETCD_RESTORE_FAILED, "3 keys at revision 4711", "the backup had 10");
    }

    @Test
    void olderRevision_isNotTheRestoredData() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION - 1);

        look(new AwaitEtcdRestored(), context)
                .fails(ReasonCode.ETCD_RESTORE_FAILED, "at [4710]", "the backup was at 4711");
    }

    @Test
    void memberWithoutLeader_isNamed() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION);
        world.etcd().change("mgmt-b", "etcd-0", Members::withoutLeader);

        look(new AwaitEtcdRestored(), context)
                .waitsFor("EtcdOneCluster", "etcd-0 knows no leader")
                .orElse(ReasonCode.ETCD_RESTORE_FAILED);
    }

    @Test
    void memberThatDoesNotAnswer_isAwaited() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION);
        world.etcd().silence("mgmt-b", "etcd-0");

        look(new AwaitEtcdRestored(), context).waitsFor("etcd-0 does not answer");
    }

    @Test
    void keyCountThatWasProved_isNotCountedAgain() throws Exception {
        Restores.createHostedCluster(world, context);
        Restores.restoreEtcd(world, context, MigrationWorld.REVISION);
        look(new AwaitEtcdRestored(), context).isDone();
        world.etcd().keys(11);

        look(new AwaitEtcdRestored(), Restores.resumed(world, context)).isDone();
    }
}
