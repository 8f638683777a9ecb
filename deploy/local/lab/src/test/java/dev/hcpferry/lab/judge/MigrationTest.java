package dev.hcpferry.lab.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.Access;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"PUBLIC, 1, 1", "PUBLIC_AND_PRIVATE, 3, 2"})
    void carefulMigration_movesEverythingAndHarmsNothing(Access access, int etcdMembers, int nodePools) {
        LabOptions options = LabOptions.in(directory)
                .withAccess(access)
                .withEtcdMembers(etcdMembers)
                .withNodePools(nodePools);
        try (Lab lab = Lab.start(options);
                HandMadeMigration migration = new HandMadeMigration(lab)) {
            Judge judge = lab.judge();
            try (Probe probe = lab.startProbe()) {
                await().until(() -> probe.report().acknowledged() > 5);

                migration.run();

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(judge.verdict(Expectation.MOVED, probe))
                                .isEmpty());
                assertThat(lab.servingClusters()).isEqualTo(List.of(Lab.DESTINATION));
                assertThat(probe.report().unavailable()).isPositive();
            }
        }
    }
}
