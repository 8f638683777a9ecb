package dev.hcpferry.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.simulation.plan.Plan;
import dev.hcpferry.simulation.world.EndpointAccess;
import dev.hcpferry.simulation.world.PrivateEndpoint;
import dev.hcpferry.simulation.world.Universe;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A world that breaks a promise is found out. */
class JudgeTest {
    private static final Plan PLAN =
            Plan.calm(1).withEtcdMembers(1).with(FailurePolicy.HOLD).with(EndpointAccess.PUBLIC_AND_PRIVATE);

    @Test
    void controlPlaneThatIsStartedAgainBesideTheDestination_breaksI1() {
        assertBroken(
                "I1",
                universe -> universe.once(universe.destination()::serves, () -> {
                    for (String name : new String[] {"kube-apiserver", "openshift-apiserver"}) {
                        universe.source()
                                .cluster()
                                .edit(
                                        inside(ResourceKind.DEPLOYMENT, name),
                                        found -> found.spec().put("replicas", 1));
                    }
                }));
    }

    @Test
    void etcdThatLacksAWriteAndDoesNotSaySo_breaksI2() {
        assertBroken("I2", universe -> universe.faults().restoreLess());
    }

    @Test
    void writeThatNoEtcdHas_breaksI2() {
        assertBroken("I2", universe -> universe.traffic().pretend("never written"));
    }

    @Test
    void awsMachineThatIsDeletedWhileItsControllerRuns_breaksI3() {
        assertBroken(
                "I3",
                universe -> universe.once(
                        universe.destination()::serves,
                        () -> universe.destination()
                                .cluster()
                                .list(ResourceKind.AWS_MACHINE, MigrationWorld.INSIDE)
                                .forEach(universe.destination().cluster()::delete)));
    }

    @Test
    void privateEndpointThatTheSourceDeletesBelowTheDestination_breaksI3() {
        KubernetesObject service = PrivateEndpoint.service();
        Plan leisurely = PLAN.with(CleanupPolicy.AFTER_APPROVAL);
        assertBroken(leisurely, "I3: the private endpoint that mgmt-b uses was deleted through mgmt-a", universe -> {
            InMemoryManagementCluster source = universe.source().cluster();
            universe.once(universe.destination()::serves, () -> {
                source.createIfAbsent(service);
                source.edit(
                        inside(ResourceKind.DEPLOYMENT, "control-plane-operator"),
                        found -> found.spec().put("replicas", 1));
            });
            universe.once(
                    () -> universe.destination().serves() && isReady(source, "control-plane-operator"),
                    () -> source.find(service.kind(), MigrationWorld.INSIDE, service.name())
                            .ifPresent(source::delete));
        });
    }

    @Test
    void objectThatIsLostOnTheDestination_breaksI4() {
        assertBroken(
                "I4",
                universe -> universe.once(
                        universe.destination()::serves,
                        () -> universe.destination()
                                .cluster()
                                .list(ResourceKind.SECRET, MigrationWorld.INSIDE)
                                .forEach(universe.destination().cluster()::delete)));
    }

    @Test
    void pauseThatIsLeft_breaksI5() {
        ObjectKey pool = new ObjectKey(ResourceKind.NODE_POOL, "clusters", "workers");
        assertBroken(
                "I5",
                universe -> universe.once(
                        () -> universe.destination()
                                .cluster()
                                .find(pool.kind(), pool.namespace(), pool.name())
                                .filter(found -> Pause.of(found).isEmpty())
                                .isPresent(),
                        () -> universe.destination().cluster().edit(pool, Pause::apply)));
    }

    @Test
    void neighbourThatIsChanged_breaksI7() {
        assertBroken(
                "I7",
                universe -> universe.source()
                        .cluster()
                        .edit(
                                new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "other"),
                                found -> found.spec().put("pausedUntil", "true")));
    }

    private static void assertBroken(String invariant, Consumer<Universe> sabotage) {
        assertBroken(PLAN, invariant, sabotage);
    }

    private static void assertBroken(Plan plan, String invariant, Consumer<Universe> sabotage) {
        Outcome outcome = Simulation.run(plan, sabotage);

        assertThat(outcome.broken()).anyMatch(broken -> broken.startsWith(invariant));
    }

    private static boolean isReady(InMemoryManagementCluster cluster, String workload) {
        return cluster.list(ResourceKind.POD, MigrationWorld.INSIDE).stream()
                .filter(pod -> workload.equals(pod.labels().get("app")))
                .anyMatch(pod -> pod.conditionIsTrue("Ready"));
    }

    private static ObjectKey inside(ResourceKind kind, String name) {
        return new ObjectKey(kind, MigrationWorld.INSIDE, name);
    }
}
