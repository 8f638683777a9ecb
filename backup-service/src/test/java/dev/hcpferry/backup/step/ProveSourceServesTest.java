package dev.hcpferry.backup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.migration.WorkloadsStopped;
import dev.hcpferry.common.model.PhaseName;
import org.junit.jupiter.api.Test;

class ProveSourceServesTest {
    private final MigrationWorld world = new MigrationWorld();
    private final BackupContext context =
            new BackupContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void sourceWhoseApiTakesAWrite_isProved() throws Exception {
        readyWorkloads();

        look(new ProveSourceServes(), context).isDone("takes writes");

        assertThat(context.servesSince()).isEqualTo(MigrationWorld.START);
    }

    @Test
    void workloadThatIsNotReady_isAwaited() throws Exception {
        look(new ProveSourceServes(), context).waitsFor("Deployment clusters-example/kube-apiserver");
    }

    @Test
    void nameThatIsNotPublishedYet_isAwaited() throws Exception {
        readyWorkloads();
        world.controllers().releaseDns();

        look(new ProveSourceServes(), context).waitsFor("DNS record api-example.example.com");
    }

    @Test
    void guestThatTakesNoWrite_isAwaited() throws Exception {
        readyWorkloads();
        world.guests().api().setUnreachable(true);

        look(new ProveSourceServes(), context).waitsFor("does not take a write");
    }

    @Test
    void privateEndpointThatIsNotMadeAgain_isAwaited() throws Exception {
        readyWorkloads();
        world.source()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.json()
                                .withObject("/spec/platform/aws")
                                .put("endpointAccess", "PublicAndPrivate"));

        look(new ProveSourceServes(), context).waitsFor("AWSEndpointService");
    }

    private void readyWorkloads() {
        WorkloadsStopped.WRITERS.forEach(name -> world.source()
                .edit(
                        new ObjectKey(ResourceKind.DEPLOYMENT, MigrationWorld.INSIDE, name),
                        deployment -> deployment.json().withObject("/status").put("readyReplicas", 1)));
    }
}
