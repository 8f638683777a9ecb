package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;

/**
 * Done when no backup or restore of the hosted cluster is under way: one that was caught by the source's death may still bring the
 * hosted cluster up, here or there.
 */
final class AwaitOtherMigrations implements Step<AdoptContext> {
    @Override
    public String name() {
        return "await-other-migrations";
    }

    @Override
    public Inverse<AdoptContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(AdoptContext context) {
        List<String> others = context.otherMigrations();
        return others.isEmpty()
                ? StepResult.done("no other migration is under way")
                : StepResult.waiting("waiting for the end of migration " + String.join(", ", others));
    }
}
