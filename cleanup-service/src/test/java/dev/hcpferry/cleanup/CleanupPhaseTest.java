package dev.hcpferry.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.ConventionalPhase;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupPhaseTest implements ConventionalPhase {
    private final List<String> names = names();

    @Override
    public Phase<?> phase() {
        return CleanupPhase.STEPS;
    }

    @Override
    public PhaseName expectedName() {
        return PhaseName.CLEANUP;
    }

    @Test
    void nothingIsRemovedBeforeTheEvidenceIsCheckedAndTheMachineControllersAreGone() {
        assertThat(names)
                .containsSubsequence(
                        "check-evidence", "check-source-is-ours", "acquire-lease", "stop-machine-controllers");
        int stopped = names.indexOf("stop-machine-controllers");
        assertThat(names.subList(0, stopped)).noneMatch(name -> name.startsWith("remove-"));
        assertThat(names.subList(stopped, names.size())).contains("remove-machines", "remove-hosted-cluster");
    }

    @Test
    void infrastructureGoesAfterWhatOwnsItsInstances() {
        assertThat(names)
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
        assertThat(names).containsSubsequence("remove-referenced-objects", "verify-destination");
    }
}
