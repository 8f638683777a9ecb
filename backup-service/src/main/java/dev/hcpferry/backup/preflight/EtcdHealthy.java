package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.hypershift.EtcdHealth;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import java.util.List;

/** Every etcd member answers, all are one cluster, and none has raised an alarm. */
final class EtcdHealthy implements PreflightCheck {
    @Override
    public void require(BackupContext context) throws InterruptedException {
        EtcdMembers etcd = new EtcdMembers(context.systems().etcd(), context.source());
        try {
            List<String> problems =
                    EtcdHealth.problems(etcd.ask(), context.hostedCluster().etcdMembers());
            if (!problems.isEmpty()) {
                throw unhealthy(String.join("; ", problems));
            }
        } catch (EtcdException silent) {
            throw unhealthy(String.valueOf(silent.getMessage()));
        }
    }

    private static PhaseFailure unhealthy(String why) {
        return new PhaseFailure(
                ReasonCode.ETCD_UNHEALTHY,
                "etcd is not fit for a snapshot: " + why,
                "repair the etcd of the hosted cluster, then publish the request again");
    }
}
