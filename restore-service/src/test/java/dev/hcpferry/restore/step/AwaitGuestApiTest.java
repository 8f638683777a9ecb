package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;

class AwaitGuestApiTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.of(world);

    @Test
    void guestWithoutKubeconfig_isAwaited() throws Exception {
        look(new AwaitGuestApi(), context).waitsFor("does not answer");

        assertThat(context.apiAvailableAt()).isEmpty();
    }

    @Test
    void answeringGuest_isDoneAndItsTimeKept() throws Exception {
        serve();

        look(new AwaitGuestApi(), context).isDone();

        assertThat(context.apiAvailableAt()).contains(MigrationWorld.START);
    }

    @Test
    void guestThatGoesAgain_isAwaitedAgain() throws Exception {
        serve();
        look(new AwaitGuestApi(), context).isDone();
        world.guests().api().setUnreachable(true);

        look(new AwaitGuestApi(), context).waitsFor("does not answer");

        assertThat(context.apiAvailableAt()).isEmpty();
    }

    private void serve() throws Exception {
        Restores.done(context, new CreateNamespaces(), new RestoreObjects(), new CreateHostedCluster());
        world.source()
                .find(ResourceKind.SECRET, "clusters", "example-admin-kubeconfig")
                .ifPresent(world.destination()::createIfAbsent);
    }
}
