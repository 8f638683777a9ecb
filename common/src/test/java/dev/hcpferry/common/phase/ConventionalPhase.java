package dev.hcpferry.common.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every phase keeps to; a test of a phase adds the order of its steps. */
public interface ConventionalPhase {
    Phase<?> phase();

    PhaseName expectedName();

    default List<String> names() {
        return phase().steps().stream().map(Step::name).toList();
    }

    @Test
    default void phaseIsTheOneOfItsService() {
        assertThat(phase().name()).isEqualTo(expectedName());
    }

    @Test
    default void everyStepHasANameOfItsOwn() {
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    default void namesOfStepsAreLowerCaseWithDashes() {
        assertThat(names()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    default void everyStepIsFinal() {
        assertThat(phase().steps())
                .allMatch(step -> Modifier.isFinal(step.getClass().getModifiers()));
    }
}
