package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import java.util.Optional;

/** The OIDC documents are this hosted cluster's own, and stay: they are shared by both sides and by AWS. */
final class OidcDocumentsKept implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        HostedCluster hostedCluster = around.hostedCluster();
        Optional<String> issuer = hostedCluster.issuerUrl();
        if (issuer.isEmpty()) {
            return CheckResult.warning("spec.issuerURL is empty: AWS can't trust the hosted cluster's tokens");
        }
        if (!issuer.get().endsWith("/" + hostedCluster.infraId())) {
            return CheckResult.warning(issuer.get() + " is not named after infraID " + hostedCluster.infraId()
                    + ": whoever keeps the documents there must go on doing so");
        }
        return CheckResult.passed(
                hostedCluster.object().finalizers().contains(HyperShift.OIDC_FINALIZER)
                        ? "kept by HyperShift on the source, which deletes them with the HostedCluster: never delete that"
                                + " yourself; the cleanup takes its finalizers off first"
                        : "named after the infraID; the source's HyperShift does not delete them");
    }
}
