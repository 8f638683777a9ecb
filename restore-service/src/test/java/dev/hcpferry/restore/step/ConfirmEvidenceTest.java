package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class ConfirmEvidenceTest {
    private static final ObjectKey ETCD = new ObjectKey(ResourceKind.STATEFUL_SET, MigrationWorld.INSIDE, "etcd");

    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void everyProofAtTheSameTime_isDone() throws Exception {
        serve();

        look(new ConfirmEvidence(), context).isDone("13 proofs hold");

        assertThat(context.proof().evidence()).allMatch(Evidence::passed);
        assertThat(context.proof().nodes()).singleElement().satisfies(node -> {
            assertThat(node.providerId()).isEqualTo("aws:///eu-west-1a/i-0abc");
            assertThat(node.ready()).isTrue();
        });
    }

    @Test
    void conditionThatIsMissing_isNamed() throws Exception {
        serve();
        world.destination()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.json().withArray("/status/conditions").remove(0));

        look(new ConfirmEvidence(), context).waitsFor("Available: ").orElse(ReasonCode.DEADLINE_EXCEEDED);
    }

    @Test
    void etcdWhosePodsAreStillToBeReplaced_isNamed() throws Exception {
        serve();
        world.destination().edit(ETCD, set -> set.json().withObject("/status").put("updatedReplicas", 0));

        look(new ConfirmEvidence(), context)
                .waitsFor("EtcdRolledOut: 1 of 1 pods are ready, and they are being replaced");
    }

    @Test
    void guestThatIsSilent_isNamed() throws Exception {
        serve();
        world.guests().api().setUnreachable(true);

        look(new ConfirmEvidence(), context).waitsFor("GuestApi: does not answer");
    }

    @Test
    void instanceThatChanged_isNamed() throws Exception {
        serve();
        world.guests()
                .api()
                .edit(
                        new ObjectKey(ResourceKind.NODE, null, "node-1"),
                        node -> node.spec().put("providerID", "aws:///eu-west-1a/i-0new"));

        look(new ConfirmEvidence(), context).waitsFor("i-0new").orElse(ReasonCode.NODES_CHANGED);
    }

    private void serve() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
        world.source()
                .find(ResourceKind.SECRET, "clusters", "example-admin-kubeconfig")
                .ifPresent(world.destination()::createIfAbsent);
        KubernetesObject etcd = KubernetesObject.create(ETCD.kind(), MigrationWorld.INSIDE, ETCD.name());
        etcd.json().withObject("/status").put("updatedReplicas", 1).put("readyReplicas", 1);
        world.destination().createIfAbsent(etcd);
        KubernetesObject pod = KubernetesObject.create(ResourceKind.POD, MigrationWorld.INSIDE, "etcd-0");
        world.destination().createIfAbsent(pod);
        world.etcd().run("mgmt-b", 1, MigrationWorld.REVISION);
        say(new ObjectKey(ResourceKind.HOSTED_CONTROL_PLANE, MigrationWorld.INSIDE, "example"), "EtcdSnapshotRestored");
        say(
                new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                "Available",
                "EtcdAvailable",
                "KubeAPIServerAvailable",
                "ValidAWSIdentityProvider",
                "ExternalDNSReachable");
        look(new AwaitNodesReady(), context).waitsFor();
        world.guests()
                .api()
                .edit(
                        new ObjectKey(ResourceKind.LEASE, "kube-node-lease", "node-1"),
                        lease -> lease.spec().put("renewTime", "2026-03-01T10:05:00Z"));
    }

    private void say(ObjectKey key, String... conditions) {
        world.destination().edit(key, object -> {
            for (String type : conditions) {
                object.json()
                        .withArray("/status/conditions")
                        .addObject()
                        .put("type", type)
                        .put("status", "True");
            }
        });
    }
}
