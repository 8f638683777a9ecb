package dev.hcpferry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.ConventionalPhase;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupPhaseTest implements ConventionalPhase {
    private final List<String> names = names();

    @Override
    public Phase<?> phase() {
        return BackupPhase.STEPS;
    }

    @Override
    public PhaseName expectedName() {
        return PhaseName.BACKUP;
    }

    @Test
    void nothingIsChangedBeforeThePreflightAndTheLease() {
        assertThat(names)
                .containsSubsequence(
                        "find-committed-bundle",
                        "preflight",
                        "acquire-lease",
                        "claim-ownership",
                        "pause-node-pools",
                        "pause-hosted-cluster");
    }

    @Test
    void nodePoolsActAgainOnlyWhenTheSourceServes() {
        assertThat(BackupPhase.ROLLBACK.steps())
                .extracting(Step::name)
                .containsSubsequence(
                        "acquire-lease",
                        "resume-hosted-cluster",
                        "prove-source-serves",
                        "resume-node-pools",
                        "release-ownership");
    }

    @Test
    void snapshotIsTakenOfAQuiescedSourceAndTheBundleIsCommittedLast() {
        assertThat(names)
                .containsSubsequence("pause-hosted-cluster", "await-pause", "quiesce-api-servers", "take-snapshot")
                .containsSubsequence("await-pause", "quiesce-control-plane-operator", "take-snapshot")
                .containsSubsequence("delete-routes", "await-dns-release")
                .endsWith("commit-bundle");
    }
}
