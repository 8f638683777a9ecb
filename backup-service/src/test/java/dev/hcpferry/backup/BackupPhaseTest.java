package dev.hcpferry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Step;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupPhaseTest {
    private static final List<String> NAMES =
            BackupPhase.STEPS.steps().stream().map(Step::name).toList();

    @Test
    void phaseIsTheOneOfItsService() {
        assertThat(BackupPhase.STEPS.name()).isEqualTo(PhaseName.BACKUP);
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
        assertThat(BackupPhase.STEPS.steps())
                .allMatch(step -> Modifier.isFinal(step.getClass().getModifiers()));
    }

    @Test
    void nothingIsChangedBeforeThePreflightAndTheLease() {
        assertThat(NAMES)
                .containsSubsequence(
                        "find-committed-bundle",
                        "preflight",
                        "acquire-lease",
                        "claim-ownership",
                        "pause-hosted-cluster");
    }

    @Test
    void snapshotIsTakenOfAQuiescedSourceAndTheBundleIsCommittedLast() {
        assertThat(NAMES)
                .containsSubsequence("pause-hosted-cluster", "await-pause", "quiesce-api-servers", "take-snapshot")
                .containsSubsequence("await-pause", "quiesce-control-plane-operator", "take-snapshot")
                .containsSubsequence("delete-routes", "await-dns-release")
                .endsWith("commit-bundle");
    }
}
