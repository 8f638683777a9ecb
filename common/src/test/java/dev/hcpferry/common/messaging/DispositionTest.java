package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.messaging.Disposition.Answer;
import dev.hcpferry.common.messaging.Disposition.AwaitApproval;
import dev.hcpferry.common.messaging.Disposition.Ignore;
import dev.hcpferry.common.messaging.Disposition.Refuse;
import dev.hcpferry.common.messaging.Disposition.Run;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.phase.Inquiry;
import dev.hcpferry.common.phase.PhaseDefinition;
import dev.hcpferry.common.phase.PhaseDefinition.Start;
import dev.hcpferry.common.phase.PhaseExecution;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.tracking.MigrationTracker;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispositionTest {
    private static final MigrationRequested REQUEST = request(EventSamples.HOSTED_CLUSTER, false);
    private static final MigrationRequested DRY = request(EventSamples.HOSTED_CLUSTER, true);

    static Stream<Arguments> table() {
        return Stream.of(
                row("unknown migration", Start.AT_ONCE, List.of(), Run.class),
                row("its own request only", Start.AT_ONCE, List.of(REQUEST), Run.class),
                row("unknown migration that needs approval", Start.AFTER_APPROVAL, List.of(), AwaitApproval.class),
                row("phase that is not wanted", Start.NEVER, List.of(), Ignore.class),
                row("phase has ended", Start.AT_ONCE, List.of(EventSamples.backedUp()), Ignore.class),
                row("phase has ended, approval", Start.AFTER_APPROVAL, List.of(EventSamples.backedUp()), Ignore.class),
                row("phase was running elsewhere", Start.AT_ONCE, List.of(progress(PhaseState.RUNNING)), Run.class),
                row(
                        "phase is rolled back while it fails",
                        Start.AT_ONCE,
                        List.of(progress(PhaseState.ROLLING_BACK), EventSamples.failed(PhaseName.BACKUP)),
                        Run.class),
                row(
                        "failed phase",
                        Start.AT_ONCE,
                        List.of(progress(PhaseState.FAILED), EventSamples.failed(PhaseName.BACKUP)),
                        Ignore.class),
                row(
                        "held phase",
                        Start.AT_ONCE,
                        List.of(progress(PhaseState.HELD), EventSamples.failed(PhaseName.BACKUP)),
                        Ignore.class),
                row(
                        "rolled back phase",
                        Start.AT_ONCE,
                        List.of(progress(PhaseState.ROLLED_BACK), EventSamples.failed(PhaseName.BACKUP)),
                        Ignore.class),
                row(
                        "failure of another phase",
                        Start.AT_ONCE,
                        List.of(progress(PhaseState.FAILED), EventSamples.failed(PhaseName.RESTORE)),
                        Run.class),
                row(
                        "retried after a failure",
                        Start.AT_ONCE,
                        List.of(EventSamples.failed(PhaseName.BACKUP), progress(PhaseState.RUNNING)),
                        Run.class));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("table")
    void inputIsJudgedByWhatIsKnown(
            String what, Start start, List<MigrationEvent> known, Class<? extends Disposition> expected) {
        Disposition disposition = Disposition.of(new FakeDefinition(start), REQUEST, "id-1", tracked(known));

        assertThat(disposition).isInstanceOf(expected);
    }

    @Test
    void idOfAnotherHostedClustersMigrationIsRefused() {
        MigrationRequested other = request(new HostedClusterRef("clusters", "other"), false);

        Disposition disposition =
                Disposition.of(new FakeDefinition(Start.AT_ONCE), other, "id-1", tracked(List.of(REQUEST)));

        assertThat(disposition).isInstanceOf(Refuse.class);
    }

    @Test
    void whatTheDefinitionRefusesIsNotRun() {
        PhaseDefinition<MigrationRequested> strict =
                new FakeDefinition(Start.AT_ONCE, Optional.of("sourceFenced is missing"));

        Disposition disposition = Disposition.of(strict, REQUEST, "id-1", Optional.empty());

        assertThat(disposition).isEqualTo(new Refuse("sourceFenced is missing"));
    }

    static Stream<Arguments> dryRuns() {
        return Stream.of(
                Arguments.of("unknown id", List.of()),
                Arguments.of("running migration", List.of(REQUEST, progress(PhaseState.RUNNING))),
                Arguments.of(
                        "failed migration",
                        List.of(REQUEST, progress(PhaseState.HELD), EventSamples.failed(PhaseName.BACKUP))),
                Arguments.of("migration past the phase", List.of(REQUEST, EventSamples.backedUp())),
                Arguments.of("earlier dry run", List.of(DRY, EventSamples.preflight())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dryRuns")
    void dryRun_isAnsweredWhateverIsKnown(String what, List<MigrationEvent> known) {
        Disposition disposition = Disposition.of(new FakeDefinition(Start.AT_ONCE), DRY, "id-1", tracked(known));

        assertThat(disposition).isInstanceOf(Answer.class);
    }

    @Test
    void dryRunThatCameBefore_isADuplicate() {
        MigrationTracker tracker = new MigrationTracker();
        tracker.track(DRY, "id-1", Instant.now());
        tracker.track(EventSamples.preflight(), Inquiries.answerId(EventSamples.ID, "id-1"), Instant.now());

        Disposition same =
                Disposition.of(new FakeDefinition(Start.AT_ONCE), DRY, "id-1", tracker.find(EventSamples.ID));
        Disposition askedAgain =
                Disposition.of(new FakeDefinition(Start.AT_ONCE), DRY, "id-2", tracker.find(EventSamples.ID));

        assertThat(same).isInstanceOf(Ignore.class);
        assertThat(askedAgain).isInstanceOf(Answer.class);
    }

    @Test
    void requestAfterADryRunUnderTheSameId_runs() {
        Disposition disposition = Disposition.of(
                new FakeDefinition(Start.AT_ONCE), REQUEST, "id-2", tracked(List.of(DRY, EventSamples.preflight())));

        assertThat(disposition).isInstanceOf(Run.class);
    }

    @Test
    void dryRunUnderTheIdOfAnotherHostedClustersMigration_isRefused() {
        MigrationRequested other = request(new HostedClusterRef("clusters", "other"), true);

        Disposition disposition =
                Disposition.of(new FakeDefinition(Start.AT_ONCE), other, "id-1", tracked(List.of(REQUEST)));

        assertThat(disposition).isInstanceOf(Refuse.class);
    }

    private static Arguments row(
            String what, Start start, List<MigrationEvent> known, Class<? extends Disposition> expected) {
        return Arguments.of(what, start, known, expected);
    }

    private static MigrationEvent progress(PhaseState state) {
        return EventSamples.progress(PhaseName.BACKUP, state);
    }

    private static Optional<TrackedMigration> tracked(List<MigrationEvent> events) {
        MigrationTracker tracker = new MigrationTracker();
        events.forEach(event -> tracker.track(event, "id", Instant.now()));
        return tracker.find(EventSamples.ID);
    }

    private static MigrationRequested request(HostedClusterRef hostedCluster, boolean dryRun) {
        MigrationRequested sample = EventSamples.requested();
        return new MigrationRequested(
                hostedCluster,
                sample.source(),
                sample.destination(),
                sample.scope(),
                sample.migrationId(),
                sample.cleanup(),
                sample.onFailure(),
                dryRun,
                null,
                null,
                null,
                null,
                false,
                null,
                null);
    }

    private record FakeDefinition(Start start, Optional<String> refusal)
            implements PhaseDefinition<MigrationRequested> {
        FakeDefinition(Start start) {
            this(start, Optional.empty());
        }

        @Override
        public Optional<String> refusal(MigrationRequested input) {
            return refusal;
        }

        @Override
        public PhaseName name() {
            return PhaseName.BACKUP;
        }

        @Override
        public Class<MigrationRequested> inputType() {
            return MigrationRequested.class;
        }

        @Override
        public EventType output() {
            return EventType.BACKUP_COMPLETED;
        }

        @Override
        public MigrationRequested requestOf(MigrationRequested input) {
            return input;
        }

        @Override
        public Duration deadline(MigrationRequested request) {
            return Duration.ofMinutes(30);
        }

        @Override
        public Start start(MigrationRequested input) {
            return start;
        }

        @Override
        public Optional<Inquiry> inquiry(MigrationRequested input) {
            return input.dryRun() ? Optional.of(EventSamples::preflight) : Optional.empty();
        }

        @Override
        public PhaseExecution<?> open(MigrationRequested input, PhaseRun run) {
            throw new UnsupportedOperationException("a disposition opens nothing");
        }
    }
}
