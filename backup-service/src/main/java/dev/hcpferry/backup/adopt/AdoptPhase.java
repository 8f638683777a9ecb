package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Phase;

/** What takes the place of a backup when the source is dead: from a bundle that is there to its proof. Changes nothing anywhere. */
public final class AdoptPhase {
    public static final Phase<AdoptContext> STEPS = Phase.<AdoptContext>named(PhaseName.BACKUP)
            .then(new AwaitOtherMigrations())
            .then(new AdoptBundle())
            .then(new CheckSourceIsDead())
            .then(new CheckDestination())
            .build();

    private AdoptPhase() {}
}
