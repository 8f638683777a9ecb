package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests by REST, wrong and right ones, between clusters that know no admission policies. */
class ControlPlaneOnlyIT {
    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.set(LabOptions.in(directory).with(LabOptions.Extra.OLD_KUBERNETES));
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void controlPlaneAlone_movesWithoutMachines_andWrongRequestsTouchNothing() throws Exception {
        Judge judge = stage.lab().judge();
        stage.ferry().migrate("nowhere", Lab.SOURCE, "mgmt-z", Map.of());
        Event refused = stage.await(event -> event.topic().equals(Event.PHASE_FAILED));
        assertThat(refused.text("reason")).isEqualTo("UNKNOWN_MANAGEMENT_CLUSTER");
        assertThat(refused.text("rollback")).isEqualTo("NOT_NEEDED");
        assertThat(judge.verdict(Expectation.AT_HOME)).isEmpty();

        HttpResponse<String> problem =
                request("{\"hostedCluster\":{\"namespace\":\"../x\",\"name\":\"hc1\"},\"source\":7}");
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("hostedCluster.namespace", "source", "destination", "scope");

        HttpResponse<String> accepted = request("{\"hostedCluster\":{\"namespace\":\"clusters\",\"name\":\"hc1\"},"
                + "\"source\":\"mgmt-a\",\"destination\":\"mgmt-b\",\"scope\":\"CONTROL_PLANE_ONLY\","
                + "\"migrationId\":\"alone\",\"cleanup\":\"AFTER_APPROVAL\"}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        stage.awaitQuestion("alone");
        assertThat(stage.lab().servingClusters()).containsExactly(Lab.DESTINATION);
        stage.command(ServiceName.CLEANUP, "alone", "APPROVE_CLEANUP");
        stage.awaitCleaned("alone");
        assertThat(stage.lab().servingClusters()).containsExactly(Lab.DESTINATION);
        assertThat(stage.lab().violations()).isEmpty();
    }

    private HttpResponse<String> request(String body) throws Exception {
        return stage.post(ServiceName.BACKUP, "/migrations", body);
    }
}
