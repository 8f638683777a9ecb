package dev.hcpferry.common.phase;

import dev.hcpferry.common.model.ReasonCode;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Asserts what came of one look of a step, as the runner would see it. */
public final class StepLook extends AbstractAssert<StepLook, StepResult> {
    private StepLook(StepResult result) {
        super(result, StepLook.class);
    }

    /** Lets the step look once. */
    public static <C> StepLook look(Step<C> step, C context) throws Exception {
        try {
            return new StepLook(step.run(context));
        } catch (PhaseFailure failure) {
            return new StepLook(failure.result());
        } catch (ExecutionException inAThread) {
            if (inAThread.getCause() instanceof PhaseFailure failure) {
                return new StepLook(failure.result());
            }
            throw inAThread;
        }
    }

    /** @param words each is in the detail */
    public StepLook isDone(String... words) {
        Assertions.assertThat(actual)
                .isInstanceOfSatisfying(StepResult.Done.class, done -> assertSays(done.detail(), words));
        return this;
    }

    /** @param words each is in the message */
    public StepLook waitsFor(String... words) {
        Assertions.assertThat(actual)
                .isInstanceOfSatisfying(StepResult.Waiting.class, waiting -> assertSays(waiting.message(), words));
        return this;
    }

    /** At the deadline, the wait fails for this reason. */
    public StepLook orElse(ReasonCode reason) {
        Assertions.assertThat(actual)
                .isInstanceOfSatisfying(
                        StepResult.Waiting.class,
                        waiting -> Assertions.assertThat(waiting.reason()).isEqualTo(reason));
        return this;
    }

    /** @param words each is in the message */
    public StepLook fails(ReasonCode reason, String... words) {
        Assertions.assertThat(actual).isInstanceOfSatisfying(StepResult.Failed.class, failed -> {
            Assertions.assertThat(failed.reason()).isEqualTo(reason);
            assertSays(failed.message(), words);
            Assertions.assertThat(failed.nextAction()).isNotBlank();
        });
        return this;
    }

    private static void assertSays(String text, String... words) {
        for (String word : words) {
            Assertions.assertThat(text).contains(word);
        }
    }
}
