package dev.hcpferry.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Step;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupPhaseTest {
    private static final List<String> NAMES =
            CleanupPhase.STEPS.steps().stream().map(Step::name).toList();

    @Test
    void phaseIsTheOneOfItsService() {
        assertThat(CleanupPhase.STEPS.name()).isEqualTo(PhaseName.CLEANUP);
    }

    @Test
    void everyStepHasANameOfItsOwn() {
        assertThat(NAMES).doesNotHaveDuplicates();
    }

    @Test
    void namesOfStepsAreLowerCaseWithDashes() {
        assertThat(NAMES).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyStepIsFinal() {
        assertThat(CleanupPhase.STEPS.steps())
                .allMatch(step -> Modifier.isFinal(step.getClass().getModifiers()));
    }

    @Test
    void nothingIsRemovedBeforeTheEvidenceIsCheckedAndTheMachineControllersAreGone() {
        assertThat(NAMES)
                .containsSubsequence(
                        "check-evidence", "check-source-is-ours", "acquire-lease", "stop-machine-controllers");
        int stopped = NAMES.indexOf("stop-machine-controllers");
        assertThat(NAMES.subList(0, stopped)).noneMatch(name -> name.startsWith("remove-"));
        assertThat(NAMES.subList(stopped, NAMES.size())).contains("remove-machines", "remove-hosted-cluster");
    }

    @Test
    void infrastructureGoesAfterWhatOwnsItsInstances() {
        assertThat(NAMES)
                .containsSubsequence(
                        "stop-machine-controllers",
                        "stop-control-plane",
                        "remove-node-pools",
                        "remove-machines",
                        "remove-machine-sets",
                        "remove-machine-deployments",
                        "remove-cluster",
                        "remove-aws-machines",
                        "remove-control-plane",
                        "remove-control-plane-namespace",
                        "remove-hosted-cluster",
                        "remove-referenced-objects");
    }

    @Test
    void deadSourceIsFencedBeforeAnythingElseIsLookedAt() {
        List<String> names =
                CleanupPhase.DEAD_SOURCE.steps().stream().map(Step::name).toList();

        assertThat(names).startsWith("acquire-lease", "fence-source", "check-evidence");
    }

    @Test
    void destinationIsVerifiedOnceMoreAfterTheRemoval() {
        assertThat(NAMES).containsSubsequence("remove-referenced-objects", "verify-destination");
    }
}
