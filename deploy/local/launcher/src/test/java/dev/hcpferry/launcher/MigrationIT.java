package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three packaged services as processes on the lab, judged from outside. */
class MigrationIT {
    private static final Path ROOT = Path.of(System.getProperty("hcp-ferry.root", "../../.."));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CLEANED = "hcp-migration-source-cleaned";
    private static final String FAILED = "hcp-migration-phase-failed";
    private static final String DEAD_LETTERS = "hcp-migration-dead-letters";

    @TempDir
    Path directory;

    private Lab lab;
    private Ferry ferry;

    @BeforeEach
    void start() throws Exception {
        lab = Lab.start(LabOptions.in(directory));
        ferry = new Ferry(ROOT, lab, directory.resolve("logs"));
    }

    @AfterEach
    void stop() throws Exception {
        ferry.close();
        lab.close();
    }

    @Test
    void oneEventMovesTheHostedCluster_andAnotherMovesItBack() throws Exception {
        Judge judge = lab.judge();
        try (Probe probe = lab.startProbe()) {
            ferry.migrate("there", Lab.SOURCE, Lab.DESTINATION, Map.of());
            awaitEnd("there");
            assertThat(judge.verdict(Expectation.MOVED, probe)).isEmpty();
        }
        try (Probe probe = lab.startProbe()) {
            ferry.migrate("back", Lab.DESTINATION, Lab.SOURCE, Map.of());
            awaitEnd("back");
            assertThat(lab.servingClusters()).containsExactly(Lab.SOURCE);
            assertThat(probe.report().lost()).isEmpty();
            assertThat(lab.violations()).isEmpty();
        }
        assertThatNoSecretIsTold();
    }

    @Test
    void killedServices_finishAfterTheyAreStartedAgain_andWhatIsNoEventIsFiled() throws Exception {
        Judge judge = lab.judge();
        ferry.sender()
                .send(
                        "hcp-migration-requested",
                        "dev.hcpferry.migration.requested.v1",
                        "clusters/hc1",
                        "poison",
                        "no json".getBytes(StandardCharsets.UTF_8));
        Set<String> killedIn = ConcurrentHashMap.newKeySet();
        try (Probe probe = lab.startProbe()) {
            ferry.migrate("killed", Lab.SOURCE, Lab.DESTINATION, Map.of());
            killIn(ServiceName.BACKUP, "quiesce-api-servers", killedIn);
            killIn(ServiceName.BACKUP, "take-snapshot", killedIn);
            killIn(ServiceName.RESTORE, "restore-objects", killedIn);
            killIn(ServiceName.RESTORE, "await-etcd-restored", killedIn);
            killIn(ServiceName.CLEANUP, "remove-machines", killedIn);
            killIn(ServiceName.CLEANUP, "remove-control-plane-namespace", killedIn);
            awaitEnd("killed");
            assertThat(judge.verdict(Expectation.MOVED, probe)).isEmpty();
        }
        assertThat(killedIn).hasSize(6);
        assertThat(ferry.events().of(CLEANED, "killed").stream().map(Event::id).distinct())
                .hasSize(1);
        assertThat(ferry.events().all().stream().filter(event -> event.topic().equals(DEAD_LETTERS)))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo("no json");
                    assertThat(letter.headers()).containsEntry("dead-letter-reason", "NOT_JSON");
                });
    }

    @Test
    void controlPlaneAlone_movesWithoutMachines_andWrongRequestsTouchNothing() throws Exception {
        Judge judge = lab.judge();
        ferry.migrate("nowhere", Lab.SOURCE, "mgmt-z", Map.of());
        Event refused = ferry.events()
                .await(event -> event.topic().equals(FAILED), PATIENCE)
                .orElseThrow();
        assertThat(refused.data().path("reason").asText()).isEqualTo("UNKNOWN_MANAGEMENT_CLUSTER");
        assertThat(refused.data().path("rollback").asText()).isEqualTo("NOT_NEEDED");
        assertThat(judge.verdict(Expectation.AT_HOME)).isEmpty();

        HttpResponse<String> problem =
                post("{\"hostedCluster\":{\"namespace\":\"../x\",\"name\":\"hc1\"},\"source\":7}");
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("hostedCluster.namespace", "source", "destination", "scope");

        HttpResponse<String> accepted = post("{\"hostedCluster\":{\"namespace\":\"clusters\",\"name\":\"hc1\"},"
                + "\"source\":\"mgmt-a\",\"destination\":\"mgmt-b\",\"scope\":\"CONTROL_PLANE_ONLY\","
                + "\"migrationId\":\"alone\",\"cleanup\":\"AFTER_APPROVAL\"}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        awaitProgress("alone", "CLEANUP", "WAITING");
        assertThat(lab.servingClusters()).containsExactly(Lab.DESTINATION);
        HttpResponse<String> approved = send(
                ferry.service(ServiceName.CLEANUP).address().resolve("/migrations/alone/commands"),
                "{\"command\":\"APPROVE_CLEANUP\",\"requestedBy\":\"test\"}");
        assertThat(approved.statusCode()).isEqualTo(202);
        awaitEnd("alone");
        assertThat(lab.servingClusters()).containsExactly(Lab.DESTINATION);
        assertThat(lab.violations()).isEmpty();
    }

    private void awaitEnd(String migrationId) throws InterruptedException {
        Optional<Event> end = ferry.events()
                .await(
                        event -> event.migrationId().equals(migrationId)
                                && Set.of(CLEANED, FAILED).contains(event.topic()),
                        PATIENCE);
        assertThat(end)
                .as("the end of migration " + migrationId)
                .hasValueSatisfying(
                        event -> assertThat(event.topic()).as(event.value()).isEqualTo(CLEANED));
    }

    private void awaitProgress(String migrationId, String phase, String state) throws InterruptedException {
        assertThat(ferry.events()
                        .await(
                                event -> event.topic().equals("hcp-migration-progress")
                                        && event.migrationId().equals(migrationId)
                                        && event.data().path("phase").asText().equals(phase)
                                        && event.data().path("state").asText().equals(state),
                                PATIENCE))
                .as("state %s of phase %s", state, phase)
                .isPresent();
    }

    /** Kills the service as soon as the step has begun, and starts it again. */
    private void killIn(ServiceName service, String step, Set<String> killedIn) throws Exception {
        Optional<Event> begun = ferry.events()
                .await(
                        event -> event.topic().equals("hcp-migration-progress")
                                && event.data().path("step").asText().equals(step),
                        PATIENCE);
        assertThat(begun).as("the beginning of step %s", step).isPresent();
        ferry.service(service).kill();
        killedIn.add(step);
        ferry.start(service);
    }

    private void assertThatNoSecretIsTold() throws Exception {
        String secretKey = lab.environment().get("AWS_SECRET_ACCESS_KEY");
        for (Event event : ferry.events().all()) {
            assertThat(event.value()).doesNotContain("X-Amz-Signature", secretKey, "PRIVATE KEY");
        }
        for (ServiceName name : ServiceName.values()) {
            assertThat(Files.readString(ferry.service(name).log()))
                    .doesNotContain("X-Amz-Signature", secretKey, "PRIVATE KEY");
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(ferry.service(ServiceName.BACKUP).address().resolve("/migrations"), body);
    }

    private static HttpResponse<String> send(URI address, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
