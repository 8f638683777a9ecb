package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/** Done when the HostedCluster is Available on the destination and its API answers at its public name. */
public final class VerifyDestination implements Step<CleanupContext> {
    @Override
    public String name() {
        return "verify-destination";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(CleanupContext context) {
        return look(context);
    }

    static StepResult look(CleanupContext context) {
        Site destination = context.destination();
        Optional<HostedCluster> hostedCluster = destination.hostedCluster();
        if (hostedCluster
                .filter(found -> found.object().conditionIsTrue("Available"))
                .isEmpty()) {
            return StepResult.waiting(
                    context.ref() + " is not Available on " + destination.name(),
                    destination.changesBeside(ResourceKind.HOSTED_CLUSTER));
        }
        return context.guestAnswers(destination)
                ? StepResult.done(context.ref() + " is Available on " + destination.name())
                : StepResult.waiting("the guest API does not answer through " + destination.name());
    }
}
