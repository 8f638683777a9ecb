package dev.hcpferry.common.migration;

import dev.hcpferry.common.event.PhaseFailed;
import dev.hcpferry.common.event.PhaseFailed.GuestApi;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseOutcome;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells a failure with the state of things around it. Never fails itself: what can't be seen is told as unknown. */
public final class FailureReport {
    private static final Logger LOG = Logger.getLogger(FailureReport.class);
    private static final String GO_BACK_BY_HAND = "; or go back by hand: ";
    private static final String GO_ON_BY_HAND = "; RETRY goes on with the rollback; or finish it by hand: ";

    private final MigrationContext context;

    public FailureReport(MigrationContext context) {
        this.context = context;
    }

    /**
     * @param changed whether this migration has changed anything that stays as it is now; when that can't be seen, the first run of a
     *     phase has not, unless it ever held the lease
     * @param noWayBack why the change can't be undone now
     * @param byHand what a human types to undo it
     */
    public PhaseFailed of(
            PhaseOutcome.Failed failure, BooleanSupplier changed, Supplier<Optional<String>> noWayBack, String byHand) {
        boolean mayHave = context.run().resumed() || context.run().guarded();
        if (!attempt(changed::getAsBoolean, mayHave)) {
            return report(failure, Rollback.NOT_NEEDED, failure.nextAction());
        }
        if (context.run().direction() == Direction.BACK) {
            return report(failure, Rollback.HELD, failure.nextAction() + GO_ON_BY_HAND + byHand);
        }
        if (!wantsRollback(failure)) {
            return report(failure, Rollback.HELD, failure.nextAction() + GO_BACK_BY_HAND + byHand);
        }
        Optional<String> obstacle = attempt(noWayBack, Optional.of("it can't be seen whether the destination serves"));
        return obstacle.map(why ->
                        report(failure, Rollback.HELD, failure.nextAction() + "; not rolled back, because " + why))
                .orElseGet(() -> report(failure, Rollback.PENDING, "wait for the rollback"));
    }

    /** How a failure is told once everything is undone. */
    public PhaseFailed undone(PhaseFailed cause) {
        return new PhaseFailed(
                cause.migrationId(),
                cause.hostedCluster(),
                cause.phase(),
                cause.step(),
                cause.reason(),
                cause.message(),
                guestApi(),
                Rollback.DONE,
                true,
                "remove the cause, then publish a new request with another migrationId"
                        + (context.request().fromBundle() == null
                                ? ""
                                : "; until then the hosted cluster runs nowhere, because its source is dead and is not resumed"),
                cause.failedAt());
    }

    private boolean wantsRollback(PhaseOutcome.Failed failure) {
        return failure.reason() == ReasonCode.CANCELLED || context.request().onFailure() == FailurePolicy.ROLL_BACK;
    }

    private PhaseFailed report(PhaseOutcome.Failed failure, Rollback rollback, String nextAction) {
        return new PhaseFailed(
                context.migrationId(),
                context.ref(),
                context.run().phase(),
                failure.step(),
                failure.reason(),
                failure.message(),
                guestApi(),
                rollback,
                true,
                nextAction,
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
