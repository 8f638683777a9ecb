package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.model.ReasonCode;

/** HyperShift manages the hosted cluster's etcd, so its data can be taken and given back. */
final class EtcdManaged implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        return around.hostedCluster().managedEtcd()
                ? CheckResult.passed("managed by HyperShift")
                : CheckResult.failed(
                        ReasonCode.UNMANAGED_ETCD,
                        "the etcd of " + around.context().ref() + " is not managed by HyperShift",
                        "only hosted clusters with spec.etcd.managementType Managed can be moved");
    }
}
