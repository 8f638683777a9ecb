package dev.hcpferry.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.simulation.plan.Plan;
import dev.hcpferry.simulation.plan.Trouble;
import dev.hcpferry.simulation.service.ServiceKind;
import dev.hcpferry.simulation.world.EndpointAccess;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises hold in bad weather. */
class SimulationTest {
    private static final int RUNS = Integer.getInteger("simulation.runs", 50);

    @Test
    void plannedWeather_breaksNoPromise() {
        List<Outcome> broken = LongStream.rangeClosed(1, RUNS)
                .mapToObj(seed -> Simulation.run(Plan.of(seed)))
                .filter(outcome -> !outcome.good())
                .toList();

        assertThat(broken)
                .as("deploy/local/chaos --in-memory --replay SEED shows the run")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {63, 196, 722, 767, 803, 822, 932, 1782, 2628, 2992})
    void weatherThatOnceBrokeAPromise_breaksNoneAnyMore(long seed) {
        assertThat(Simulation.run(Plan.of(seed)).broken()).isEmpty();
    }

    @Test
    void calmWeather_completesEveryPhase() {
        Outcome outcome = Simulation.run(Plan.calm(1));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(EndpointAccess.class)
    void hostedClusterThatIsReachedLikeThis_isMoved(EndpointAccess access) {
        Outcome outcome = Simulation.run(Plan.calm(1).with(access));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void cleanupAfterApproval_isAskedForAndDone() {
        Outcome outcome = Simulation.run(Plan.calm(1).with(CleanupPolicy.AFTER_APPROVAL));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.trace()).anyMatch(line -> line.endsWith("*** APPROVE_CLEANUP of example-1"));
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void noCleanup_leavesThePausedSource() {
        Outcome outcome = Simulation.run(Plan.calm(1).with(CleanupPolicy.NEVER));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states()).containsOnlyKeys("example-1 BACKUP", "example-1 RESTORE");
    }

    @Test
    void dryRunInMidMigration_isAnswered_andChangesNothing() {
        Outcome outcome = Simulation.run(Plan.calm(1).with(new Trouble.DryRun(Duration.ofSeconds(20))));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.trace()).anyMatch(line -> line.contains("preflight-completed"));
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void sameSeed_givesTheSameRun() {
        assertThat(Simulation.run(Plan.of(7)).trace())
                .isEqualTo(Simulation.run(Plan.of(7)).trace());
    }

    @Test
    void replicaThatWakesUpAfterAnotherOneHasCompletedTheBackup_leavesTheSourceAlone() {
        Outcome outcome = Simulation.run(Plan.calm(3)
                .with(
                        new Trouble.Freeze(ServiceKind.BACKUP, 87, Duration.ofSeconds(106)),
                        new Trouble.Away("mgmt-a", Duration.ofSeconds(100), Duration.ofSeconds(300))));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void crashWhileARetriedPhaseRuns_isSurvived() {
        Plan plan = Plan.calm(4)
                .with(
                        new Trouble.Away("mgmt-b", Duration.ofSeconds(0), Duration.ofSeconds(200)),
                        new Trouble.Order(Duration.ofSeconds(240), Command.RETRY),
                        new Trouble.Crash(ServiceKind.BACKUP, 456, true));

        Outcome outcome = Simulation.run(plan);

        assertThat(outcome.trace()).anyMatch(line -> line.contains("crashes"));
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void sourceThatIsStartedAgainInMidRestore_keepsTheDestinationFromServing() {
        Outcome outcome = Simulation.run(Plan.calm(1).with(new Trouble.SourceStarted()));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("ROLLED_BACK").hasSize(2);
    }

    @Test
    void healthChecksAndAutoscaler_deleteNoMachineOfNodesThatDoNotFindTheSourceAgain() {
        Outcome outcome = Simulation.run(rollingBack(
                new Trouble.BadEtcd(false),
                new Trouble.DnsAway("mgmt-a", Duration.ofSeconds(90), Duration.ofMinutes(15))));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("ROLLED_BACK").hasSize(2);
    }

    @Test
    void healthChecksAndAutoscaler_deleteNoMachineOfNodesThatFindTheDestinationLate() {
        Outcome outcome = Simulation.run(
                rollingBack(new Trouble.DnsAway("mgmt-b", Duration.ofSeconds(30), Duration.ofMinutes(15))));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("COMPLETED").hasSize(3);
    }

    @Test
    void emptyEtcd_isRolledBackWithoutHarm() {
        Outcome outcome = Simulation.run(rollingBack(new Trouble.BadEtcd(false)));

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.states().values()).containsOnly("ROLLED_BACK").hasSize(2);
    }

    private static Plan rollingBack(Trouble... troubles) {
        return Plan.calm(1).withEtcdMembers(1).with(FailurePolicy.ROLL_BACK).with(troubles);
    }
}
