package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.preflight.Scorecard.Entry;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import org.jboss.logging.Logger;

/** Done when every precondition holds. The first of the list that does not decides how the migration fails. */
public final class Preflight implements Step<BackupContext> {
    private static final Logger LOG = Logger.getLogger(Preflight.class);

    @Override
    public String name() {
        return "preflight";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(BackupContext context) throws InterruptedException {
        List<Entry> entries =
                Scorecard.of(Preconditions.ALL, new Surroundings(context)).entries();
        for (Entry entry : entries) {
            if (entry.result() instanceof CheckResult.Failed(ReasonCode reason, String detail, String remedy)) {
                return StepResult.failed(reason, detail, remedy);
            }
        }
        for (Entry entry : entries) {
            if (entry.result() instanceof CheckResult.Unjudged(String why)) {
                return StepResult.waiting(entry.check() + " can't be judged: " + why);
            }
        }
        entries.forEach(Preflight::logWarning);
        return StepResult.done(entries.size() + " checks passed");
    }

    private static void logWarning(Entry entry) {
        if (entry.result() instanceof CheckResult.Warned(String detail)) {
            LOG.warnf("%s: %s", entry.check(), detail);
        }
    }
}
