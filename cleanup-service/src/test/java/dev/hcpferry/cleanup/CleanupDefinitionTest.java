package dev.hcpferry.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.migration.MigrationWorld;
import org.junit.jupiter.api.Test;

class CleanupDefinitionTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupDefinition definition = new CleanupDefinition(world.systems());

    @Test
    void sourceThatDoesNotAnswerIsWaitedForAndNothingElse() {
        RestoreCompleted ordinary = Cleanups.of(world).restored();
        world.source().setUnreachable(true);
        boolean waits = definition.obstacle(ordinary).isPresent();

        world.source().setUnreachable(false);

        assertThat(waits).isTrue();
        assertThat(definition.obstacle(ordinary)).isEmpty();
    }

    @Test
    void ordinaryCleanupFailsAtOnceWithoutPermission() {
        RestoreCompleted ordinary = Cleanups.of(world).restored();

        world.source().refuse(KubernetesException.Kind.FORBIDDEN);

        assertThat(definition.obstacle(ordinary)).isEmpty();
    }

    @Test
    void cleanupOfADeadSourceWaitsUntilItCanBeFenced() {
        RestoreCompleted dead = Cleanups.ofDeadSource(world).restored();

        world.source().refuse(KubernetesException.Kind.UNAUTHENTICATED);
        assertThat(definition.obstacle(dead)).isPresent();

        world.clusters().forget("mgmt-a");
        assertThat(definition.obstacle(dead).orElseThrow()).contains("mgmt-a.kubeconfig");
    }
}
