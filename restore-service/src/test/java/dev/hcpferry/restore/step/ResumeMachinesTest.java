package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeMachinesTest {
    private static final List<ResourceKind> MACHINES = List.of(
            ResourceKind.CLUSTER,
            ResourceKind.MACHINE_DEPLOYMENT,
            ResourceKind.MACHINE_SET,
            ResourceKind.MACHINE,
            ResourceKind.AWS_MACHINE);

    private final MigrationWorld world = new MigrationWorld();

    @Test
    void machineObjects_actAgainAndHealthChecksDoNot() throws Exception {
        RestoreContext context = restored();
        assertThat(objects(context)).allMatch(object -> Pause.of(object).isPresent());

        look(new ResumeMachines(), context).isDone();

        assertThat(objects(context))
                .hasSize(5)
                .allMatch(object -> Pause.of(object).isEmpty());
        assertThat(context.destination().inControlPlane(ResourceKind.MACHINE_HEALTH_CHECK))
                .allMatch(check -> Pause.of(check).isPresent());
    }

    @Test
    void healthChecks_watchAgainAfterwards() throws Exception {
        RestoreContext context = restored();

        look(new ResumeHealthChecks(), context).isDone("1 MachineHealthChecks");

        assertThat(context.destination().inControlPlane(ResourceKind.MACHINE_HEALTH_CHECK))
                .allMatch(check -> Pause.of(check).isEmpty());
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
        Restores.done(context, new CreateNamespaces(), new RestoreObjects());
        return context;
    }

    private static List<KubernetesObject> objects(RestoreContext context) {
        return MACHINES.stream()
                .flatMap(kind -> context.destination().inControlPlane(kind).stream())
                .toList();
    }
}
