package dev.hcpferry.benchmark.rival;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.common.cluster.KubernetesObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One {@code kubectl get} per object, as scripts do it; nothing is archived or uploaded. Of many objects a sample is read, evenly
 * spread over them, and the time of all follows from it.
 */
public final class GetPerObject implements Contender {
    private final Kubectl kubectl;
    private final int objects;
    private final List<KubernetesObject> sample;

    public GetPerObject(Kubectl kubectl, List<KubernetesObject> objects, int mostSampled) {
        this.kubectl = kubectl;
        this.objects = objects.size();
        int sampled = Math.min(mostSampled, objects.size());
        this.sample = IntStream.range(0, sampled)
                .mapToObj(number -> objects.get((int) ((long) number * objects.size() / sampled)))
                .toList();
    }

    /** What is said about it in the table. */
    public String description() {
        String all = "one `kubectl get` per object";
        return sample.size() == objects ? all : all + ", from a sample of " + sample.size();
    }

    @Override
    public Cost run(int round) throws IOException, InterruptedException {
        Duration total = Duration.ZERO;
        for (KubernetesObject object : sample) {
            total = total.plus(kubectl.get(object));
        }
        return Cost.of(total).times((double) objects / sample.size());
    }
}
