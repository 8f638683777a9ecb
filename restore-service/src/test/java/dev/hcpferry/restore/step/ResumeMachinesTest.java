package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeMachinesTest {
    private static final List<ResourceKind> MACHINES = List.of(
            ResourceKind.NODE_POOL,
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE,
            ResourceKind.MACHINE_HEALTH_CHECK);

    private final MigrationWorld world = new MigrationWorld();

    @Test
    void nodePoolsMachinesAndHealthChecks_actAgain() throws Exception {
        RestoreContext context = restored();
        assertThat(objects(context)).allMatch(object -> Pause.of(object).isPresent());

        look(new ResumeMachines(), context).isDone();

        assertThat(objects(context))
                .hasSize(7)
                .allMatch(object -> Pause.of(object).isEmpty());
    }

    @Test
    void replicasThatAnAutoscalerLoweredMeanwhile_arePutBackBeforeAnythingActs() throws Exception {
        RestoreContext context = restored();
        scale(context, 0);

        look(new ResumeMachines(), context).isDone();

        assertThat(replicas(context)).containsOnly(1);
    }

    @Test
    void replicasThatSomebodyWantsAfterwards_stay() throws Exception {
        RestoreContext context = restored();
        look(new ResumeMachines(), context).isDone();
        scale(context, 3);

        look(new ResumeMachines(), context).isDone();

        assertThat(replicas(context)).containsOnly(3);
    }

    @Test
    void whatAUserHadPaused_staysPaused() throws Exception {
        world.source()
                .edit(new ObjectKey(ResourceKind.MACHINE_DEPLOYMENT, MigrationWorld.INSIDE, "workers"), deployment -> {
                    Pause.apply(deployment);
                    Pause.set(deployment);
                });
        RestoreContext context = restored();

        look(new ResumeMachines(), context).isDone();

        assertThat(context.destination().inControlPlane(ResourceKind.MACHINE_DEPLOYMENT))
                .allMatch(deployment -> Pause.of(deployment).isPresent());
        assertThat(context.destination().inControlPlane(ResourceKind.MACHINE_SET))
                .allMatch(set -> Pause.of(set).isEmpty());
    }

    private RestoreContext restored() throws Exception {
        RestoreContext context = Restores.of(world);
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateNodePools());
        return context;
    }

    private static List<KubernetesObject> objects(RestoreContext context) {
        return MACHINES.stream()
                .flatMap(kind -> kind == ResourceKind.NODE_POOL
                        ? context.destination().nodePools().stream()
                        : context.destination().inControlPlane(kind).stream())
                .toList();
    }

    private static void scale(RestoreContext context, int replicas) {
        context.destination()
                .inControlPlane(ResourceKind.MACHINE_DEPLOYMENT)
                .forEach(deployment -> context.destination()
                        .cluster()
                        .edit(deployment.key(), found -> found.spec().put("replicas", replicas)));
    }

    private static List<Integer> replicas(RestoreContext context) {
        return context.destination().inControlPlane(ResourceKind.MACHINE_DEPLOYMENT).stream()
                .map(Workload::replicas)
                .toList();
    }
}
