package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.SnapshotSample;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import java.util.List;
import java.util.stream.Stream;

/** What is there before a migration. */
final class WorldObjects {
    private static final List<String> WORKLOADS = Stream.concat(
                    HyperShift.API_SERVERS.stream(), HyperShift.MACHINE_CONTROLLERS.stream())
            .toList();

    private WorldObjects() {}

    static void install(MigrationWorld world) {
        List<KubernetesObject> objects = ObjectYaml.resources("world/hosted-cluster.yaml");
        objects.forEach(world.source()::createIfAbsent);
        objects.stream()
                .filter(object -> !object.ownerReferences().isEmpty())
                .forEach(object -> linkOwners(world.source(), object));
        WORKLOADS.forEach(name -> runWorkload(world.source(), ResourceKind.DEPLOYMENT, name, name + "-7d4b9c-x2x2x"));
        runWorkload(world.source(), ResourceKind.STATEFUL_SET, HyperShift.ETCD, "etcd-0");
        Stream.of(world.source(), world.destination()).forEach(WorldObjects::installHyperShift);
        publish(world, "api-example.example.com", "kube-apiserver");
        publish(world, "oauth-example.example.com", "oauth");
        world.etcd().run("mgmt-a", 1, MigrationWorld.REVISION);
        world.etcd().streams(() -> SnapshotSample.stream(SnapshotSample.ofSize(4096)));
        installGuest(world.guests().api());
    }

    private static void linkOwners(InMemoryManagementCluster cluster, KubernetesObject object) {
        List<OwnerReference> owners = object.ownerReferences().stream()
                .map(owner ->
                        owner.withUid(cluster.find(owner.resourceKind().orElseThrow(), object.namespace(), owner.name())
                                .orElseThrow()
                                .uid()))
                .toList();
        cluster.edit(object.key(), there -> there.setOwnerReferences(owners));
    }

    private static void runWorkload(
            InMemoryManagementCluster cluster, ResourceKind kind, String workload, String podName) {
        KubernetesObject object = KubernetesObject.create(kind, MigrationWorld.INSIDE, workload);
        object.spec().put("replicas", 1);
        object.json().withObject("/status").put("updatedReplicas", 1);
        cluster.createIfAbsent(object);
        runPod(cluster, workload, podName);
    }

    static void runPod(InMemoryManagementCluster cluster, String workload, String podName) {
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, podName);
        pod.label("app", workload);
        cluster.createIfAbsent(pod);
    }

    private static void installHyperShift(InMemoryManagementCluster cluster) {
        KubernetesObject operator =
                KubernetesObject.create(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, HyperShift.OPERATOR);
        operator.json()
                .withArray("/spec/template/spec/containers")
                .addObject()
                .put("image", "quay.io/hypershift/operator@sha256:1111");
        cluster.createIfAbsent(operator);
        KubernetesObject externalDns =
                KubernetesObject.create(ResourceKind.DEPLOYMENT, HyperShift.NAMESPACE, "external-dns");
        externalDns
                .json()
                .withArray("/spec/template/spec/containers")
                .addObject()
                .putArray("args")
                .add("--registry=txt")
                .add("--txt-owner-id=owner-" + cluster.name());
        cluster.createIfAbsent(externalDns);
        KubernetesObject storageClass = KubernetesObject.create(ResourceKind.STORAGE_CLASS, null, "gp3-csi");
        storageClass.annotate("storageclass.kubernetes.io/is-default-class", "true");
        cluster.createIfAbsent(storageClass);
        KubernetesObject node = KubernetesObject.create(ResourceKind.NODE, null, "infra-" + cluster.name());
        node.label("topology.kubernetes.io/region", "eu-west-1");
        cluster.createIfAbsent(node);
    }

    private static void publish(MigrationWorld world, String host, String route) {
        world.dns()
                .publish(
                        host,
                        "router.mgmt-a.example.net",
                        "owner-mgmt-a",
                        "route/" + MigrationWorld.INSIDE + "/" + route);
    }

    private static void installGuest(InMemoryManagementCluster guest) {
        guest.createIfAbsent(ObjectYaml.object("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-1}
                spec: {providerID: "aws:///eu-west-1a/i-0abc"}
                status:
                  conditions: [{type: Ready, status: "True"}]
                """));
        guest.createIfAbsent(ObjectYaml.object("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: node-1, namespace: kube-node-lease}
                spec: {renewTime: "2026-03-01T09:59:00Z"}
                """));
    }

    static ObjectKey key(ResourceKind kind, String name) {
        return new ObjectKey(kind, MigrationWorld.INSIDE, name);
    }
}
