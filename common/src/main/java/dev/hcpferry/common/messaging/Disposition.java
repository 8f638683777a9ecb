package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.phase.Inquiry;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.util.Optional;

/** What to do with an input event, judged by what is known of its migration. Pure. */
sealed interface Disposition {
    String OF_ANOTHER = "the migration id belongs to a migration of another hosted cluster";

    record Run() implements Disposition {}

    /** Nothing to do, for a reason worth a log line. */
    record Ignore(String why) implements Disposition {}

    record AwaitApproval() implements Disposition {}

    /** It only asks. */
    record Answer(Inquiry inquiry) implements Disposition {}

    /** It contradicts what is known. */
    record Refuse(String why) implements Disposition {}

    static <I extends MigrationEvent> Disposition of(
            PhaseDefinition<I> definition, I input, String ceId, Optional<TrackedMigration> known) {
        MigrationRequested request = definition.requestOf(input);
        Optional<Inquiry> inquiry = definition.inquiry(input);
        if (inquiry.isPresent()) {
            return ofInquiry(inquiry.get(), request, ceId, known);
        }
        if (known.isPresent()) {
            TrackedMigration migration = known.get();
            if (migration.idOf(definition.output()).isPresent()) {
                return new Ignore("the phase has ended already");
            }
            if (migration.idOf(EventType.SOURCE_RESUMED).isPresent() && hasEnded(definition, migration)) {
                return new Ignore("the migration was rolled back");
            }
            if (isOfAnother(request, migration)) {
                return new Refuse(OF_ANOTHER);
            }
            if (hasFailed(definition, migration) && !isNewTry(definition, ceId, migration)) {
                return new Ignore("the phase has failed; the command RETRY runs it again");
            }
        }
        Optional<String> refusal = definition.refusal(input);
        if (refusal.isPresent()) {
            return new Refuse(refusal.get());
        }
        return switch (definition.start(input)) {
            case AT_ONCE -> new Run();
            case AFTER_APPROVAL -> new AwaitApproval();
            case NEVER -> new Ignore("the request wants no " + definition.name().label());
        };
    }

    /** Whatever has become of the migration with this id: asking once more does no harm. */
    private static Disposition ofInquiry(
            Inquiry inquiry, MigrationRequested request, String ceId, Optional<TrackedMigration> known) {
        if (known.filter(migration -> isOfAnother(request, migration)).isPresent()) {
            return new Refuse(OF_ANOTHER);
        }
        boolean answered = known.flatMap(migration -> migration.idOf(EventType.PREFLIGHT_COMPLETED))
                .filter(Inquiries.answerId(request.migrationId(), ceId)::equals)
                .isPresent();
        return answered ? new Ignore("it has been answered already") : new Answer(inquiry);
    }

    private static boolean isOfAnother(MigrationRequested request, TrackedMigration migration) {
        return migration
                .hostedCluster()
                .filter(other -> !other.equals(request.hostedCluster()))
                .isPresent();
    }

    private static boolean hasFailed(PhaseDefinition<?> definition, TrackedMigration migration) {
        return hasEnded(definition, migration)
                && migration.failure(definition.name()).isPresent();
    }

    private static boolean hasEnded(PhaseDefinition<?> definition, TrackedMigration migration) {
        return migration
                .progress(definition.name())
                .map(MigrationProgress::state)
                .filter(PhaseState::ended)
                .isPresent();
    }

    /** Another request under the same id, after one that failed before it touched anything. */
    private static boolean isNewTry(PhaseDefinition<?> definition, String ceId, TrackedMigration migration) {
        return migration
                        .idOf(EventType.MIGRATION_REQUESTED)
                        .filter(first -> !first.equals(ceId))
                        .isPresent()
                && migration
                        .failure(definition.name())
                        .filter(failed -> failed.rollback() == Rollback.NOT_NEEDED)
                        .isPresent();
    }
}
