package dev.hcpferry.benchmark;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Contest;
import dev.hcpferry.benchmark.measure.Outcome;
import dev.hcpferry.benchmark.product.Product;
import dev.hcpferry.benchmark.rival.Apply;
import dev.hcpferry.benchmark.rival.GetPerKind;
import dev.hcpferry.benchmark.rival.GetPerObject;
import dev.hcpferry.benchmark.rival.Kubectl;
import dev.hcpferry.benchmark.subject.Definitions;
import dev.hcpferry.benchmark.subject.HostedClusterObjects;
import dev.hcpferry.benchmark.subject.Population;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.lab.cluster.KubernetesServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Backup and restore of objects on a real API server, which one process of the product and kubectl take turns to ask. */
final class KubernetesContests {
    private static final String CLUSTER = "kubernetes";
    private static final String NAMESPACE = "clusters";

    private final Setting setting;

    KubernetesContests(Setting setting) {
        this.setting = setting;
    }

    List<Outcome> run(Size size) throws Exception {
        Path directory = setting.directory().resolve("kubernetes");
        Path clusters = Files.createDirectories(directory.resolve("clusters"));
        try (KubernetesServer server =
                        new KubernetesServer(setting.tools().kubernetes(), directory, directory, setting.authority());
                KubernetesClient client = server.client()) {
            Path kubeconfig = Files.writeString(clusters.resolve(CLUSTER + ".kubeconfig"), server.kubeconfig());
            Definitions.create(client);
            Population population = new Population(client);
            Kubectl kubectl = new Kubectl(setting.tools(), kubeconfig, directory.resolve("kubectl"));
            List<Outcome> outcomes = new ArrayList<>();
            try (Product product = setting.startProduct(clusters)) {
                for (int objects : size.objects()) {
                    outcomes.add(setting.run(backup(objects, product, population, kubectl, size.sample())));
                }
                outcomes.add(setting.run(restore(size.objects().getFirst(), product, population, kubectl)));
            }
            return outcomes;
        }
    }

    private Contest backup(int size, Product product, Population population, Kubectl kubectl, int mostSampled) {
        HostedClusterRef ref = new HostedClusterRef(NAMESPACE, "backup-" + size);
        HostedClusterObjects objects = new HostedClusterObjects(ref);
        List<KubernetesObject> controlPlane = objects.controlPlane(size);
        setting.progress().accept("creating " + size + " objects");
        population.create(objects.namespaces());
        population.create(List.of(objects.hostedCluster(), objects.nodePool()));
        population.create(controlPlane);
        GetPerObject perObject = new GetPerObject(kubectl, controlPlane, mostSampled);
        Map<String, Contender> rivals = new LinkedHashMap<>();
        rivals.put("one `kubectl get` per kind", new GetPerKind(kubectl, ref));
        rivals.put(perObject.description(), perObject);
        return new Contest(
                "backup of " + size + " objects to S3",
                round -> product.backup(CLUSTER, ref, "backup-" + round),
                rivals);
    }

    private Contest restore(int size, Product product, Population population, Kubectl kubectl) {
        Apply apply = new Apply(kubectl, round -> {
            HostedClusterObjects objects = new HostedClusterObjects(new HostedClusterRef(NAMESPACE, "apply-" + round));
            population.create(objects.namespaces());
            return objects.controlPlane(size).stream().map(Manifest::of).toList();
        });
        return new Contest(
                "restore of " + size + " objects from S3",
                round -> product.restore(
                        CLUSTER, new HostedClusterRef(NAMESPACE, "restore-" + round), "restore-" + round, size),
                Map.of("`kubectl apply -f` of a directory", apply));
    }
}
