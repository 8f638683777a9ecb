package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;

import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class AwaitNodesReadyTest {
    private static final ObjectKey NODE = new ObjectKey(ResourceKind.NODE, null, "node-1");
    private static final ObjectKey HEARTBEAT = new ObjectKey(ResourceKind.LEASE, "kube-node-lease", "node-1");

    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void nodeWhoseKubeletHasNotSpokenYet_isAwaited() throws Exception {
        serve();

        look(new AwaitNodesReady(), context).waitsFor("NodesReady: 0 of 1").orElse(ReasonCode.DEADLINE_EXCEEDED);
    }

    @Test
    void nodeWithANewHeartbeat_isDone() throws Exception {
        serve();
        look(new AwaitNodesReady(), context).waitsFor();
        beat();

        look(new AwaitNodesReady(), context).isDone("1 nodes are Ready");
    }

    @Test
    void nodeOnAnotherInstance_isNamed() throws Exception {
        serve();
        world.guests().api().edit(NODE, node -> node.spec().put("providerID", "aws:///eu-west-1a/i-0new"));
        look(new AwaitNodesReady(), context).waitsFor();
        beat();

        look(new AwaitNodesReady(), context)
                .waitsFor("lost [aws:///eu-west-1a/i-0abc]", "new [aws:///eu-west-1a/i-0new]")
                .orElse(ReasonCode.NODES_CHANGED);
    }

    @Test
    void guestThatDoesNotAnswer_isAwaited() throws Exception {
        serve();
        world.guests().api().setUnreachable(true);

        look(new AwaitNodesReady(), context).waitsFor("does not answer").orElse(ReasonCode.DEADLINE_EXCEEDED);
    }

    private void serve() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
        world.source()
                .find(ResourceKind.SECRET, "clusters", "example-admin-kubeconfig")
                .ifPresent(world.destination()::createIfAbsent);
    }

    private void beat() {
        world.guests().api().edit(HEARTBEAT, lease -> lease.spec().put("renewTime", "2026-03-01T10:05:00Z"));
    }
}
