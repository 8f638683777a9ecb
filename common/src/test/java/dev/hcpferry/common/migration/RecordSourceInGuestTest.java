package dev.hcpferry.common.migration;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Inverse;
import org.junit.jupiter.api.Test;

class RecordSourceInGuestTest {
    private static final RecordSourceInGuest<MigrationContext> STEP =
            new RecordSourceInGuest<>(MigrationContext::source, Inverse.unneeded("nothing is undone here"));

    private final MigrationWorld world = new MigrationWorld();
    private final MigrationContext context =
            new MigrationContext(world.request(), world.run(PhaseName.BACKUP), world.systems());

    @Test
    void guest_knowsItsSource() throws Exception {
        look(STEP, context).isDone("comes from mgmt-a");

        assertThat(world.guests().api().find(ResourceKind.CONFIG_MAP, "default", "mgmt-parent-cluster"))
                .hasValueSatisfying(note -> assertThat(note.text("/data/from")).contains("mgmt-a"));
    }

    @Test
    void noteOfAnEarlierMove_isReplaced() throws Exception {
        KubernetesObject earlier = KubernetesObject.create(ResourceKind.CONFIG_MAP, "default", "mgmt-parent-cluster");
        earlier.json().withObject("/data").put("from", "mgmt-z");
        world.guests().api().createIfAbsent(earlier);

        look(STEP, context).isDone();

        assertThat(world.guests().api().find(ResourceKind.CONFIG_MAP, "default", "mgmt-parent-cluster"))
                .hasValueSatisfying(note -> assertThat(note.text("/data/from")).contains("mgmt-a"));
    }

    @Test
    void guestThatDoesNotAnswer_holdsNothingUp() throws Exception {
        world.guests().api().setUnreachable(true);

        look(STEP, context).isDone("not recorded", "does not answer");
    }

    @Test
    void hostedClusterWithoutKubeconfig_holdsNothingUp() throws Exception {
        world.source()
                .find(ResourceKind.SECRET, "clusters", "example-admin-kubeconfig")
                .ifPresent(world.source()::delete);

        look(STEP, context).isDone("not recorded", "no kubeconfig");
    }
}
