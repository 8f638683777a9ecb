package dev.hcpferry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.aws.Ec2;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import dev.hcpferry.lab.kafka.Topics;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {

    @TempDir
    private Path directory;

    private Lab lab;
    private Objects source;
    private String namespace;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory));
        source = new Objects(lab.source().client(), Kind.ofManagementCluster());
        namespace = lab.hostedCluster().controlPlaneNamespace();
    }

    @AfterEach
    void stop() {
        source.close();
        lab.close();
    }

    @Test
    void untouchedLab_staysAsItIsAndServesAllItPromises() throws ExecutionException, InterruptedException {
        Judge judge = lab.judge();

        assertThat(judge.verdict(Expectation.AT_HOME)).isEmpty();
        assertThat(judge.verdict(Expectation.MOVED))
                .contains("the API of clusters/hc1 runs on [mgmt-a], not on mgmt-b");
        assertThat(lab.guest().nodes().list().getItems()).hasSize(3);
        assertThat(lab.environment())
                .containsKeys(
                        "HCP_FERRY_MANAGEMENT_CLUSTERS_DIRECTORY", "AWS_ENDPOINT_URL_S3", "HCP_FERRY_BUNDLE_BUCKET");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.kafkaBootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.EVENTS)
                    .contains(Topics.PROGRESS);
        }
    }

    @Test
    void scaleDown_withoutPause_isUndoneByTheControlPlaneOperator() {
        scale("kube-apiserver", 0);

        patiently().until(() -> workload("kube-apiserver").number("/spec/replicas") == 1);
        patiently().until(() -> lab.servingClusters().equals(List.of(Lab.SOURCE)));
    }

    @Test
    void scaleDown_whilePaused_stopsTheGuestAndUnpausingBringsItBackWithTheSameReplicaSets() {
        Judge judge = lab.judge();
        Set<String> replicaSets = replicaSets();
        pause("true");
        scale("kube-apiserver", 0);
        patiently().until(() -> lab.servingClusters().isEmpty());

        pause(null);

        patiently()
                .untilAsserted(
                        () -> assertThat(judge.verdict(Expectation.AT_HOME)).isEmpty());
        assertThat(replicaSets()).isEqualTo(replicaSets);
    }

    @Test
    void deletedRoute_whilePaused_isAReleasedName() {
        pause("true");

        source.list(Kind.ROUTE, namespace).forEach(source::delete);

        patiently()
                .untilAsserted(() -> assertThat(lab.aws().zone().records())
                        .extracting(RecordSet::name)
                        .noneMatch(name -> name.contains("-hc1."))
                        .anyMatch(name -> name.contains("-other.")));
    }

    @Test
    void deletedAwsMachine_whileItsProviderRuns_isATerminatedInstance() {
        source.delete(source.list(Kind.AWS_MACHINE, namespace).getFirst());

        patiently().until(() -> lab.aws().ec2().instances().containsValue(Ec2.State.TERMINATED));
        assertThat(lab.violations()).extracting(Violation::kind).contains(Violation.Kind.INSTANCE_TERMINATED);
    }

    @Test
    void deletedHostedCluster_evenWhenPaused_takesEverythingWithIt() {
        pause("true");

        source.delete(hostedCluster());

        patiently()
                .atMost(Duration.ofSeconds(60))
                .until(() -> source.find(Kind.NAMESPACE, "", namespace).isEmpty());
        assertThat(lab.violations())
                .extracting(Violation::kind)
                .contains(Violation.Kind.INSTANCE_TERMINATED, Violation.Kind.OIDC_DOCUMENTS_DELETED);
    }

    private Thing hostedCluster() {
        return source.find(
                        Kind.HOSTED_CLUSTER,
                        lab.hostedCluster().namespace(),
                        lab.hostedCluster().name())
                .orElseThrow();
    }

    private Thing workload(String name) {
        return source.find(Kind.DEPLOYMENT, namespace, name).orElseThrow();
    }

    private Set<String> replicaSets() {
        return source.list(Kind.REPLICA_SET, namespace).stream().map(Thing::uid).collect(Collectors.toSet());
    }

    private void pause(String until) {
        var change = Json.object();
        change.putObject("spec").put("pausedUntil", until);
        source.merge(hostedCluster(), change);
        patiently()
                .until(() -> source.list(Kind.HOSTED_CONTROL_PLANE, namespace).stream()
                        .allMatch(hcp -> hcp.at("/spec").has("pausedUntil") == (until != null)));
    }

    private void scale(String name, int replicas) {
        source.merge(workload(name), Map.of("spec", Map.of("replicas", replicas)));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
