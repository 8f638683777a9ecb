package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The three packaged services as processes on the lab, judged from outside. Every test finds the hosted cluster somewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationIT {
    private static final int TIMES = 100;

    private Stage stage;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.set(directory);
        for (ServiceName service : ServiceName.values()) {
            patiently()
                    .ignoreExceptions()
                    .until(() -> !stage.ferry().service(service).metrics().isEmpty());
        }
    }

    @AfterAll
    void stop() throws Exception {
        stage.close();
    }

    @Test
    void oneEventMovesTheHostedCluster_anotherMovesItBack_andNoSecretIsTold() throws Exception {
        Secrets secrets = Secrets.of(stage.lab());

        stage.move("there", () -> {});
        stage.move("back", () -> {});

        assertThat(secrets.toldBy(stage.ferry())).isEmpty();
    }

    @Test
    void oneRequestAHundredTimes_isOneMigration_andItsEventsAreIgnoredWhenItIsPast() throws Exception {
        double requests = duplicates(ServiceName.BACKUP, Event.REQUESTED);
        double restores = duplicates(ServiceName.RESTORE, Event.BACKUP_COMPLETED);
        double cleanups = duplicates(ServiceName.CLEANUP, Event.RESTORE_COMPLETED);
        String from = stage.home();
        String to = stage.away();

        stage.move("once", () -> {
            Event request = stage.await(event ->
                    event.topic().equals(Event.REQUESTED) && event.migrationId().equals("once"));
            assertThat(request.text("source")).isEqualTo(from);
            assertThat(request.text("destination")).isEqualTo(to);
            repeat(request, TIMES - 1);
        });
        awaitDuplicates(ServiceName.BACKUP, Event.REQUESTED, requests + TIMES - 1);
        assertThat(stage.ferry().events().of(Event.BACKUP_COMPLETED, "once")).hasSize(1);

        Judge judge = stage.lab().judge();
        repeat(last(Event.RESTORE_COMPLETED, "once"), TIMES);
        repeat(last(Event.BACKUP_COMPLETED, "once"), TIMES);

        awaitDuplicates(ServiceName.RESTORE, Event.BACKUP_COMPLETED, restores + TIMES);
        awaitDuplicates(ServiceName.CLEANUP, Event.RESTORE_COMPLETED, cleanups + TIMES);
        assertThat(judge.verdict(Expectation.AT_HOME)).isEmpty();
        assertThat(stage.ferry().events().of(Event.SOURCE_CLEANED, "once")).hasSize(1);
    }

    @Test
    void whatIsNoEventOrOfANewerMajor_isFiledWithItsReason_andThePartitionGoesOn() throws Exception {
        String key = stage.lab().hostedCluster().key();

        send("poison", Ferry.REQUESTED_TYPE, key, "no json");
        send("newer", Ferry.REQUESTED_TYPE.replace(".v1", ".v2"), key, "{}");
        send("wrong", Ferry.REQUESTED_TYPE, key, "{\"hostedCluster\":{\"namespace\":\"../x\",\"name\":\"a\\nb\"}}");
        stage.ferry().migrate("after-poison", stage.home(), "mgmt-z", Map.of("ofALaterMinor", true));

        Event failed = stage.await(event ->
                event.topic().equals(Event.PHASE_FAILED) && event.migrationId().equals("after-poison"));
        assertThat(failed.text("reason")).isEqualTo("UNKNOWN_MANAGEMENT_CLUSTER");
        assertFiled("poison", "NOT_JSON", "no json");
        assertFiled("newer", "UNKNOWN_TYPE", "{}");
        assertThat(filed("wrong").headers()).containsEntry("dead-letter-reason", "SCHEMA_VIOLATED");
    }

    @Test
    void frozenService_isReplacedByAnotherReplica_andDoesNothingWhenItWakes() throws Exception {
        ServiceProcess first = stage.ferry().service(ServiceName.BACKUP);
        ServiceProcess second = stage.ferry().startReplica(ServiceName.BACKUP);
        patiently().until(() -> second.logged().contains("started in"));

        stage.move("frozen", () -> {
            stage.await(event -> event.migrationId().equals("frozen")
                    && event.runsStep()
                    && event.text("step").equals("pause-hosted-cluster"));
            ServiceProcess frozen = saidOf(first, "frozen", "Phase BACKUP begins") ? first : second;
            frozen.freeze();
            stage.await(event -> event.topic().equals(Event.RESTORE_COMPLETED)
                    && event.migrationId().equals("frozen"));
            frozen.thaw();
            patiently().until(() -> saidOf(frozen, "frozen", "Phase BACKUP stopped"));
            assertThat(saidOf(frozen, "frozen", "Step commit-bundle DONE")).isFalse();
        });

        assertThat(stage.ferry().events().of(Event.BACKUP_COMPLETED, "frozen")).hasSize(1);
        second.close();
    }

    private void send(String id, String type, String key, String value) throws Exception {
        stage.ferry().sender().send(Event.REQUESTED, type, key, id, value.getBytes(StandardCharsets.UTF_8));
    }

    private Event filed(String id) throws InterruptedException {
        return stage.await(
                event -> event.topic().equals(Event.DEAD_LETTERS) && event.id().equals(id));
    }

    private void assertFiled(String id, String reason, String value) throws InterruptedException {
        assertThat(filed(id).value()).isEqualTo(value);
        assertThat(filed(id).headers()).containsEntry("dead-letter-reason", reason);
    }

    private void repeat(Event event, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            stage.ferry().sender().repeat(event);
        }
    }

    private void awaitDuplicates(ServiceName service, String topic, double wanted) {
        patiently().untilAsserted(() -> assertThat(duplicates(service, topic)).isEqualTo(wanted));
    }

    private Event last(String topic, String migrationId) {
        return stage.ferry().events().of(topic, migrationId).getLast();
    }

    private double duplicates(ServiceName service, String topic) throws Exception {
        return stage.counted(service, "hcp_migration_events_total", "topic=\"" + topic + "\"", "result=\"duplicate\"");
    }

    private static boolean saidOf(ServiceProcess service, String migrationId, String message) throws IOException {
        return service.logged()
                .lines()
                .anyMatch(line ->
                        line.contains("\"migration\":\"" + migrationId + "\"") && line.contains("\"" + message));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2));
    }
}
