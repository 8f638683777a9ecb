package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.model.ReasonCode;
import java.util.Optional;

/** Both sides run the same hypershift-operator: another one may compute other templates and replace the nodes. */
final class SameHyperShift implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        ManagementCluster source = around.source().cluster();
        ManagementCluster destination = around.destination().cluster();
        Optional<String> here = image(source);
        Optional<String> there = image(destination);
        if (there.isPresent() && (here.isEmpty() || here.equals(there))) {
            return here.isPresent()
                    ? CheckResult.passed(there.get())
                    : CheckResult.warning(
                            "no hypershift-operator on " + source.name() + ": versions can't be compared");
        }
        String skew = "the hypershift-operator is " + here.orElse("absent") + " on " + source.name() + " and "
                + there.orElse("absent") + " on " + destination.name() + "; another version may replace the nodes";
        return around.context().systems().settings().hypershift().allowVersionSkew()
                ? CheckResult.warning(skew + "; HCP_FERRY_HYPERSHIFT_ALLOW_VERSION_SKEW allows it")
                : CheckResult.failed(
                        ReasonCode.HYPERSHIFT_VERSIONS_DIFFER,
                        skew,
                        "install the same version on both, or set HCP_FERRY_HYPERSHIFT_ALLOW_VERSION_SKEW=true");
    }

    private static Optional<String> image(ManagementCluster cluster) {
        return cluster.find(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, HyperShift.OPERATOR)
                .flatMap(operator -> operator.text("/spec/template/spec/containers/0/image"));
    }
}
