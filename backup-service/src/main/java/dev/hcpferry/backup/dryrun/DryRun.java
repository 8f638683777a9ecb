package dev.hcpferry.backup.dryrun;

import dev.hcpferry.backup.preflight.ObjectsReadable;
import dev.hcpferry.backup.preflight.Preconditions;
import dev.hcpferry.backup.preflight.PreflightCheck;
import dev.hcpferry.backup.preflight.Scorecard;
import dev.hcpferry.backup.preflight.Surroundings;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.PreflightCompleted;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.PhaseRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds out whether a migration would start, what it would move and how long the guest API would be away. Only looks. */
public final class DryRun {
    private static final Logger LOG = Logger.getLogger(DryRun.class);
    private static final List<PreflightCheck> CHECKS = Stream.concat(
                    Preconditions.ALL.stream(), Stream.of(new ObjectsReadable()))
            .toList();

    private final MigrationContext context;

    /** @param systems which let nothing be changed: {@link Systems#readOnly} */
    public DryRun(MigrationRequested request, Systems systems) {
        Instant now = systems.clock().instant();
        context = new MigrationContext(
                request,
                new PhaseRun(
                        request.migrationId(),
                        request.hostedCluster(),
                        PhaseName.BACKUP,
                        now,
                        Instant.MAX,
                        1,
                        Direction.FORWARD,
                        false),
                systems);
    }

    /** Always has an answer: what can't be found out is told as that. */
    public PreflightCompleted run() throws InterruptedException {
        Surroundings around = new Surroundings(context);
        Scorecard scorecard = Scorecard.of(CHECKS, around);
        Optional<Inventory> inventory = ifKnown(around::inventory);
        Optional<Long> bytes = ifKnown(around::etcd)
                .flatMap(members -> members.stream().map(EtcdMember::dbBytes).max(Long::compare));
        Optional<Duration> outage = bytes.map(size ->
                OutageEstimate.of(size, context.systems().settings().etcd().connection()));
        return new PreflightCompleted(
                context.migrationId(),
                context.ref(),
                scorecard.passed(),
                Answers.checks(scorecard),
                inventory.map(Answers::moved).orElseGet(Map::of),
                inventory.map(Answers::left).orElseGet(List::of),
                bytes.orElse(null),
                outage.orElse(null),
                context.systems().clock().instant());
    }

    /** The check that asked the same has told why it is not known. */
    private static <T> Optional<T> ifKnown(Finding<T> finding) throws InterruptedException {
        try {
            return Optional.of(finding.get());
        } catch (RuntimeException unknown) {
            LOG.debug("Something can't be found out for a dry run", unknown);
            return Optional.empty();
        }
    }

    private interface Finding<T> {
        T get() throws InterruptedException;
    }
}
