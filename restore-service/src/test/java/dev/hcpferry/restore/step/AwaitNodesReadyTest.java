package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class AwaitNodesReadyTest {
    private static final ObjectKey NODE = new ObjectKey(ResourceKind.NODE, null, "node-1");

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
    void nodeThatHadNoMachine_isExpectedWhenItIsOlderThanTheBackup() throws Exception {
        serve();
        addNode("unmanaged", "2026-02-01T10:00:00Z");
        look(new AwaitNodesReady(), context).waitsFor();
        beat();
        beat("unmanaged");

        look(new AwaitNodesReady(), context).isDone("2 nodes are Ready");
    }

    @Test
    void nodeThatHasJoinedSinceTheBackup_isNamed() throws Exception {
        serve();
        addNode("added", "2026-03-01T11:00:00Z");

        look(new AwaitNodesReady(), context)
                .waitsFor("new [aws:///eu-west-1a/i-added]")
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

    private void addNode(String name, String created) {
        world.guests().api().createIfAbsent(ObjectYaml.object("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, creationTimestamp: "%2$s"}
                spec: {providerID: "aws:///eu-west-1a/i-%1$s"}
                status:
                  conditions: [{type: Ready, status: "True", lastHeartbeatTime: "2026-03-01T09:59:00Z"}]
                """.formatted(name, created)));
    }

    private void beat() {
        beat("node-1");
    }

    private void beat(String node) {
        world.guests()
                .api()
                .edit(
                        new ObjectKey(ResourceKind.NODE, null, node),
                        found -> found.condition("Ready")
                                .ifPresent(ready ->
                                        ((ObjectNode) ready).put("lastHeartbeatTime", "2026-03-01T10:05:00Z")));
    }
}
