package dev.hcpferry.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Step;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorePhaseTest {
    private static final List<String> NAMES =
            RestorePhase.STEPS.steps().stream().map(Step::name).toList();

    @Test
    void phaseIsTheOneOfItsService() {
        assertThat(RestorePhase.STEPS.name()).isEqualTo(PhaseName.RESTORE);
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
        assertThat(RestorePhase.STEPS.steps())
                .allMatch(step -> Modifier.isFinal(step.getClass().getModifiers()));
    }

    @Test
    void everythingIsCheckedBeforeTheFirstObjectIsCreated() {
        assertThat(NAMES)
                .startsWith("verify-bundle", "check-source-quiesced", "check-destination", "create-namespaces");
    }

    @Test
    void machinesAreResumedOnlyAfterEtcdAndTheApiAreBack() {
        assertThat(NAMES)
                .containsSubsequence("restore-objects", "create-hosted-cluster", "relink-owners", "resume-machines")
                .containsSubsequence("await-etcd-restored", "resume-machines")
                .containsSubsequence("await-guest-api", "resume-machines")
                .endsWith("resume-machines", "await-nodes-ready", "resume-health-checks", "confirm-evidence");
    }
}
