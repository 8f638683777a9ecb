package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that can't, or are not to, go on: the hosted cluster is at home again, as if nothing had happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollbackIT {
    private Stage stage;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.set(directory);
    }

    @AfterAll
    void stop() throws Exception {
        stage.close();
    }

    @AfterEach
    void repair() {
        stage.lab().destination().faults().clear();
    }

    @Test
    void failedRestore_leavesNothingOnTheDestination_andTheSourceResumes() throws Exception {
        stage.lab().destination().faults().add(Fault.ETCD_SNAPSHOT_RESTORED_LIES);
        Judge judge = stage.lab().judge();
        try (Probe probe = stage.lab().startProbe()) {
            stage.ferry().migrate("lied-to", Lab.SOURCE, Lab.DESTINATION, Map.of());

            Event resumed = stage.await(event -> event.migrationId().equals("lied-to") && event.ends());

            assertThat(resumed.topic()).as(resumed.value()).isEqualTo(Event.SOURCE_RESUMED);
            assertThat(judge.lastVerdict(Expectation.AT_HOME, probe)).isEmpty();
        }
    }

    @Test
    void cancelledBackup_resumesTheSource() throws Exception {
        Judge judge = stage.lab().judge();
        try (Probe probe = stage.lab().startProbe()) {
            stage.ferry().migrate("cancelled", Lab.SOURCE, Lab.DESTINATION, Map.of());
            stage.await(event -> event.migrationId().equals("cancelled")
                    && event.runsStep()
                    && event.text("step").equals("quiesce-api-servers"));

            stage.command(ServiceName.BACKUP, "cancelled", "CANCEL");

            Event resumed = stage.await(event -> event.migrationId().equals("cancelled") && event.ends());
            assertThat(resumed.topic()).as(resumed.value()).isEqualTo(Event.SOURCE_RESUMED);
            assertThat(judge.lastVerdict(Expectation.AT_HOME, probe)).isEmpty();
        }
    }
}
