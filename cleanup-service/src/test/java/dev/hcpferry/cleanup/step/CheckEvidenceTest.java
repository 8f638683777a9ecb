package dev.hcpferry.cleanup.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.cleanup.Cleanups;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckEvidenceTest {
    private final MigrationWorld world = new MigrationWorld();
    private final CleanupContext context = Cleanups.of(world);

    @Test
    void completeEvidenceAndAServingDestination_areDone() throws Exception {
        look(new CheckEvidence(), context).isDone("Available on mgmt-b");
    }

    @Test
    void missingProof_isNamedAndNothingIsTouched() throws Exception {
        MigrationWorld other = new MigrationWorld();
        List<Evidence> some = context.restored().evidence().stream()
                .filter(evidence -> !evidence.check().equals("EtcdKeys"))
                .toList();
        CleanupContext doubtful = Cleanups.proving(other, some);
        String before = other.source().content();

        look(new CheckEvidence(), doubtful).fails(ReasonCode.EVIDENCE_INCOMPLETE, "EtcdKeys");

        assertThat(other.source().content()).isEqualTo(before);
    }

    @Test
    void failedProof_isNamed() throws Exception {
        List<Evidence> failing = context.restored().evidence().stream()
                .map(evidence ->
                        new Evidence(evidence.check(), !evidence.check().equals("NodesReady"), "seen"))
                .toList();

        look(new CheckEvidence(), Cleanups.proving(new MigrationWorld(), failing))
                .fails(ReasonCode.EVIDENCE_INCOMPLETE, "NodesReady");
    }

    @Test
    void destinationThatIsNotAvailableNow_isAwaited() throws Exception {
        world.destination()
                .edit(
                        new ObjectKey(ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        object -> object.json().remove("status"));

        look(new CheckEvidence(), context).waitsFor("not Available on mgmt-b");
    }

    @Test
    void guestThatIsSilentNow_isAwaited() throws Exception {
        world.guests().api().setUnreachable(true);

        look(new CheckEvidence(), context).waitsFor("does not answer through mgmt-b");
        look(new VerifyDestination(), context).waitsFor("does not answer through mgmt-b");
    }
}
