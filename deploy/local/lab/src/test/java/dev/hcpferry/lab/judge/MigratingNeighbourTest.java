package dev.hcpferry.lab.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabHostedCluster;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratingNeighbourTest {

    @TempDir
    private Path directory;

    @Test
    void migratingNeighbour_livesAndIsJudgedLikeTheOther() {
        try (Lab lab = Lab.start(LabOptions.in(directory).with(LabOptions.Extra.MIGRATING_NEIGHBOUR))) {
            LabHostedCluster neighbour = lab.hostedClusters().getLast();
            Judge judge = lab.judge();

            try (Probe probe = neighbour.startProbe()) {
                assertThat(judge.verdict(Expectation.AT_HOME, probe)).isEmpty();
            }
            assertThat(neighbour.guest().nodes().list().getItems()).hasSize(1);
            assertThat(judge.verdict(Expectation.MOVED))
                    .contains(
                            "the API of clusters/hc1 runs on [mgmt-a], not on mgmt-b",
                            "the API of clusters/other runs on [mgmt-a], not on mgmt-b",
                            "mgmt-b: HostedCluster clusters/hc1 is missing",
                            "mgmt-b: HostedCluster clusters/other is missing",
                            "mgmt-a: HostedCluster clusters/other is left");
        }
    }
}
