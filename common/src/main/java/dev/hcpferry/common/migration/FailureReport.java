package dev.hcpferry.common.migration;

import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.GuestApi;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.PhaseOutcome;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells a failure with the state of things around it. Never fails itself: what can't be seen is told as unknown. */
public final class FailureReport {
    private static final Logger LOG = Logger.getLogger(FailureReport.class);

    private final MigrationContext context;

    public FailureReport(MigrationContext context) {
        this.context = context;
    }

    /**
     * @param changed whether this migration has changed anything that stays as it is now
     * @param byHand what a human types to undo that
     */
    public PhaseFailed of(PhaseOutcome.Failed failure, BooleanSupplier changed, String byHand) {
        boolean held = attempt(changed::getAsBoolean, true);
        return new PhaseFailed(
                context.migrationId(),
                context.ref(),
                context.run().phase(),
                failure.step(),
                failure.reason(),
                failure.message(),
                guestApi(),
                held ? Rollback.HELD : Rollback.NOT_NEEDED,
                true,
                held ? failure.nextAction() + "; or go back by hand: " + byHand : failure.nextAction(),
                context.systems().clock().instant());
    }

    private GuestApi guestApi() {
        return attempt(
                () -> answersAt(context.source()) || answersAt(context.destination()) ? GuestApi.UP : GuestApi.DOWN,
                GuestApi.UNKNOWN);
    }

    private boolean answersAt(Site site) {
        return attempt(() -> context.guestAnswers(site), false);
    }

    private static <T> T attempt(Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (RuntimeException unseen) {
            LOG.debug("Something can't be seen for the report of a failure", unseen);
            return otherwise;
        }
    }
}
