package dev.hcpferry.benchmark.rival;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.common.cluster.KubernetesObject;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;

/** {@code kubectl apply -f} of a directory. */
public final class Apply implements Contender {
    private final Kubectl kubectl;
    private final IntFunction<List<KubernetesObject>> manifests;

    /** @param manifests of a round; their namespaces are there already */
    public Apply(Kubectl kubectl, IntFunction<List<KubernetesObject>> manifests) {
        this.kubectl = kubectl;
        this.manifests = manifests;
    }

    @Override
    public Cost run(int round) throws IOException, InterruptedException {
        return Cost.of(kubectl.apply(kubectl.write("apply-" + round, manifests.apply(round))));
    }
}
