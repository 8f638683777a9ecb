package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabHostedCluster;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two migrations between the same management clusters, of hosted clusters that share a namespace. */
class SideBySideIT {
    private static final String SHARED = "clusters";

    private Stage stage;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.set(LabOptions.in(directory).with(LabOptions.Extra.MIGRATING_NEIGHBOUR), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void twoHostedClusters_moveAtOnce_andNeitherDisturbsTheOther() throws Exception {
        leaveNamespaceToHostedClusters();
        LabHostedCluster one = stage.lab().hostedClusters().getFirst();
        LabHostedCluster other = stage.lab().hostedClusters().getLast();
        Judge judge = stage.lab().judge();
        try (Probe probeOfOne = one.startProbe();
                Probe probeOfOther = other.startProbe()) {
            stage.ferry().migrate(one.names(), "one", Lab.SOURCE, Lab.DESTINATION, Map.of());
            stage.ferry()
                    .migrate(other.names(), "other", Lab.SOURCE, Lab.DESTINATION, Map.of("cleanup", "AFTER_APPROVAL"));

            // The other's cleanup is at work, but far from done, when the first looks whether the namespace may go.
            stage.awaitQuestion("other");
            awaitStep("one", "CLEANUP", "remove-control-plane-namespace");
            stage.command(ServiceName.CLEANUP, "other", "APPROVE_CLEANUP");
            stage.awaitCleaned("one");
            stage.awaitCleaned("other");

            assertThat(judge.lastVerdict(Expectation.MOVED, probeOfOne, probeOfOther))
                    .isEmpty();
        }
        assertThat(begun("one")).isBefore(cleaned("other"));
        assertThat(begun("other")).isBefore(cleaned("one"));
        assertThat(source().namespaces().withName(SHARED).get())
                .as("the namespace that the later one leaves empty")
                .isNull();
    }

    /** So that only one hosted cluster keeps the namespace from the other's cleanup. */
    private void leaveNamespaceToHostedClusters() {
        source().secrets()
                .inNamespace(SHARED)
                .withName("hc1-staging-pull-secret")
                .delete();
        source().secrets().inNamespace(SHARED).withName("hc1-old-htpasswd").delete();
        source().configMaps().inNamespace(SHARED).withName("fleet-inventory").delete();
    }

    private Event awaitStep(String migrationId, String phase, String step) throws InterruptedException {
        return stage.await(event -> event.runsStep()
                && event.migrationId().equals(migrationId)
                && event.text("phase").equals(phase)
                && event.text("step").equals(step));
    }

    private Instant begun(String migrationId) throws InterruptedException {
        return awaitStep(migrationId, "BACKUP", "pause-hosted-cluster").time("startedAt");
    }

    private Instant cleaned(String migrationId) {
        return stage.ferry()
                .events()
                .of(Event.SOURCE_CLEANED, migrationId)
                .getLast()
                .time("completedAt");
    }

    private KubernetesClient source() {
        return stage.lab().source().client();
    }
}
