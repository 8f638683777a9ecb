package dev.hcpferry.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.phase.ConventionalPhase;
import dev.hcpferry.common.phase.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorePhaseTest implements ConventionalPhase {
    private final List<String> names = names();

    @Override
    public Phase<?> phase() {
        return RestorePhase.STEPS;
    }

    @Override
    public PhaseName expectedName() {
        return PhaseName.RESTORE;
    }

    @Test
    void everythingIsCheckedBeforeTheFirstObjectIsCreated() {
        assertThat(names)
                .startsWith("verify-bundle", "check-source-quiesced", "check-destination", "create-namespaces");
    }

    /** Somebody may have started it again since the first look. */
    @Test
    void sourceIsSeenQuietRightBeforeTheDestinationMayServe() {
        assertThat(names)
                .containsSequence("check-source-still-quiesced", "release-api-servers")
                .containsSubsequence("await-etcd-restored", "take-over-dns", "check-source-still-quiesced");
    }

    @Test
    void machinesAreResumedOnlyAfterEtcdAndTheApiAreBack() {
        assertThat(names)
                .containsSubsequence("restore-objects", "create-hosted-cluster", "relink-owners", "resume-machines")
                .containsSubsequence("await-etcd-restored", "resume-machines")
                .containsSubsequence("await-guest-api", "resume-machines")
                .endsWith("await-nodes-ready", "resume-machines", "confirm-evidence");
    }
}
