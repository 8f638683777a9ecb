package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationProgress;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.util.Optional;

/** What to do with an input event, judged by what is known of its migration. Pure. */
sealed interface Disposition {

    record Run() implements Disposition {}

    /** Nothing to do, for a reason worth a log line. */
    record Ignore(String why) implements Disposition {}

    record AwaitApproval() implements Disposition {}

    /** It contradicts what is known. */
    record Refuse(String why) implements Disposition {}

    static <I extends MigrationEvent> Disposition of(
            PhaseDefinition<I> definition, I input, String ceId, Optional<TrackedMigration> known) {
        MigrationRequested request = definition.requestOf(input);
        if (known.isPresent()) {
            TrackedMigration migration = known.get();
            if (migration.idOf(definition.output()).isPresent()) {
                return new Ignore("the phase has ended already");
            }
            if (migration.idOf(EventType.SOURCE_RESUMED).isPresent() && hasEnded(definition, migration)) {
                return new Ignore("the migration was rolled back");
            }
            if (migration
                    .hostedCluster()
                    .filter(other -> !other.equals(request.hostedCluster()))
                    .isPresent()) {
                return new Refuse("the migration id belongs to a migration of another hosted cluster");
            }
            if (hasFailed(definition, migration) && !isNewTry(definition, ceId, migration)) {
                return new Ignore("the phase has failed; the command RETRY runs it again");
            }
        }
        if (request.dryRun()) {
            return new Refuse("this release has no dry run");
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
