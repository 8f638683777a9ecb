package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.hypershift.EtcdHealth;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;

/**
 * Every etcd member answers, all are one cluster, and none has raised an alarm. Members whose pods are being replaced (an update,
 * an eviction) are judged when that is over.
 */
final class EtcdHealthy implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        int expected = around.hostedCluster().etcdMembers();
        if (around.etcdRollsOut()) {
            return new CheckResult.Unjudged("the pods of etcd are being replaced");
        }
        try {
            List<String> problems = EtcdHealth.problems(around.etcd(), expected);
            return problems.isEmpty()
                    ? CheckResult.passed("members: " + expected + ", one leader, no alarm")
                    : unhealthy(String.join("; ", problems));
        } catch (EtcdException silent) {
            return unhealthy(String.valueOf(silent.getMessage()));
        }
    }

    private static CheckResult unhealthy(String why) {
        return CheckResult.failed(
                ReasonCode.ETCD_UNHEALTHY,
                "etcd is not fit for a snapshot: " + why,
                "repair the etcd of the hosted cluster, then publish the request again");
    }
}
