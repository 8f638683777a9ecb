package dev.hcpferry.restore.step;

import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.restore.RestoreContext;

/** Done when the guest API answers at its public name. */
public final class AwaitGuestApi implements Step<RestoreContext> {
    @Override
    public String name() {
        return "await-guest-api";
    }

    @Override
    public Inverse<RestoreContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(RestoreContext context) {
        boolean answers = context.guestAnswers(context.destination());
        context.guestAnswered(answers);
        return answers
                ? StepResult.done("the guest API answers")
                : StepResult.waiting("the guest API does not answer at its public name yet");
    }
}
