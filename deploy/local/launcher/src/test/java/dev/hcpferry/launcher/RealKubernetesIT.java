package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Access;
import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import dev.hcpferry.lab.server.KubernetesBinaries;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Between management clusters whose API servers are real, and which hold API servers of hosted clusters back as told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(
        named = KubernetesBinaries.ASSETS,
        matches = ".+",
        disabledReason = "names no directory with kube-apiserver and etcd")
class RealKubernetesIT {
    private Stage stage;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.set(LabOptions.in(directory)
                .with(LabOptions.Extra.REAL_KUBERNETES)
                .withEtcdMembers(3)
                .withNodePools(2)
                .withNodes(1)
                .withAccess(Access.PUBLIC_AND_PRIVATE));
    }

    @AfterAll
    void stop() throws Exception {
        stage.close();
    }

    @AfterEach
    void nothingIsHeldBackAnyMore() {
        stage.lab().destination().faults().clear();
        assertThat(stage.lab()
                        .destination()
                        .client()
                        .admissionRegistration()
                        .v1()
                        .validatingAdmissionPolicies()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void hostedCluster_movesThereAndBackUnharmed() throws Exception {
        stage.move("there", () -> {});
        stage.move("back", () -> {});
    }

    @Test
    void splitEtcdOnTheDestination_getsNoApiServer_andTheSourceResumes() throws Exception {
        String home = stage.home();
        stage.lab().destination().faults().add(Fault.ETCD_RESTORE_SPLITS_BRAIN);
        Judge judge = stage.lab().judge();
        try (Probe probe = stage.lab().startProbe()) {
            stage.ferry().migrate("split", Lab.SOURCE, Lab.DESTINATION, Map.of());

            Event resumed = stage.await(event -> event.migrationId().equals("split") && event.ends());

            assertThat(resumed.topic()).as(resumed.value()).isEqualTo(Event.SOURCE_RESUMED);
            assertThat(judge.lastVerdict(Expectation.AT_HOME, probe)).isEmpty();
            assertThat(stage.home()).isEqualTo(home);
        }
    }
}
