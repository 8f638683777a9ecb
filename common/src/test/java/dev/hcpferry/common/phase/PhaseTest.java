package dev.hcpferry.common.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {

    @Test
    void reversedPhase_undoesTheLastStepFirst_andBranchesSideBySide() {
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .then(FakeStep.done("claim"))
                .sideBySide(
                        Phase.branch(FakeStep.done("stop"), FakeStep.done("save")), Phase.branch(FakeStep.done("cut")))
                .then(FakeStep.done("commit"))
                .build();

        Phase<List<String>> back = phase.reversed();

        assertThat(back.stages().stream()
                        .map(stage -> stage.branches().stream()
                                .map(branch -> branch.stream().map(Step::name).toList())
                                .toList()))
                .containsExactly(
                        List.of(List.of("undo commit")),
                        List.of(List.of("undo save", "undo stop"), List.of("undo cut")),
                        List.of(List.of("undo claim")));
    }

    @Test
    void stepsThatNeedNoInverse_leaveNoEmptyStageBehind() {
        assertThat(Phase.<List<String>>named(PhaseName.BACKUP)
                        .then(new Look())
                        .build()
                        .reversed()
                        .stages())
                .isEmpty();
    }

    /** Changes nothing. */
    private static final class Look implements BackwardStep<List<String>> {
        @Override
        public String name() {
            return "look";
        }

        @Override
        public StepResult run(List<String> context) {
            return StepResult.done("seen");
        }
    }
}
