package dev.hcpferry.common.migration;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The administrator's kubeconfig of a hosted cluster, as HyperShift publishes it beside the HostedCluster. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    static Optional<String> of(Site site, HostedCluster hostedCluster) {
        return site.cluster()
                .find(ResourceKind.SECRET, site.ref().namespace(), hostedCluster.kubeconfigSecret())
                .flatMap(secret -> secret.text("/data/kubeconfig"))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
