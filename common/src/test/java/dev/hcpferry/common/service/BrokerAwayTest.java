package dev.hcpferry.common.service;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.hcpferry.common.event.EventType;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One service from the outside: a broker that comes late, goes away in mid-phase and comes back, and all that can be seen of it. */
@QuarkusTest
@WithTestResource(value = DistantBroker.class, initArgs = @ResourceArg(name = DistantBroker.CUT, value = "true"))
@Timeout(180)
class BrokerAwayTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    Relay relay;

    @Inject
    PlainPhase phase;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void brokerThatIsAwayAtTheStartAndInMidPhase_stopsNoWork_andIsTold_andGetsTheEventWhenItIsBack() throws Exception {
        Outsider outsider = new Outsider(bootstrapServers);
        get("/q/health/live").then().statusCode(200);
        get("/q/health/ready").then().statusCode(503);
        check("Kafka answers and has all topics", "reason", "has not answered yet");
        relay.mend();
        await().atMost(SOON).untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        get("/q/health/started").then().statusCode(200);
        check("management clusters are known", "unusable", "mgmt-b");
        try (LogLines lines = LogLines.catching()) {
            outsider.publishRequest();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(metrics())
                                    .contains("state=\"RUNNING\"")
                                    .contains(
                                            "hcp_migration_left_paused{hosted_cluster=\"clusters/example\",migration_id=\"example-1\""));

            relay.cut();
            phase.openGate();
            await().atMost(SOON).until(phase::hasWorked);

            await().atMost(SOON)
                    .untilAsserted(() -> get("/q/health/ready").then().statusCode(503));
            await().atMost(SOON)
                    .untilAsserted(() -> check("Kafka answers and has all topics", "reason", "does not answer since"));
            await().atMost(SOON)
                    .untilAsserted(() -> check(
                            "records are delivered", EventType.BACKUP_COMPLETED.topic(), "wait for the broker since"));
            get("/q/health/live").then().statusCode(200);

            relay.mend();

            ConsumerRecord<String, byte[]> output = outsider.awaitFirst(EventType.BACKUP_COMPLETED);
            assertThat(header(output, "ce_id")).isEqualTo("example-1/backup-completed");
            assertThat(header(output, "traceparent")).isEqualTo(Outsider.TRACE);
            await().atMost(SOON)
                    .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
            get("/q/health/live").then().statusCode(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(metrics())
                            .contains("hcp_migration_snapshot_upload_seconds{")
                            .contains("hcp_migration_objects{hosted_cluster=\"clusters/example\",kind=\"Secret\","
                                    + "migration_id=\"example-1\",phase=\"backup\"} 31"));
            assertLinesTellTheirRun(lines);
        }
    }

    private static void assertLinesTellTheirRun(LogLines lines) {
        Map<String, String> run =
                Map.of("migration", "example-1", "hostedCluster", "clusters/example", "phase", "backup");
        assertThat(lines.keysOf("Phase BACKUP begins"))
                .hasValueSatisfying(keys -> assertThat(keys).containsAllEntriesOf(run));
        assertThat(lines.keysOf("Working on this"))
                .hasValueSatisfying(
                        keys -> assertThat(keys).containsAllEntriesOf(run).containsEntry("step", "work-here"));
        assertThat(lines.keysOf("Working on that"))
                .hasValueSatisfying(
                        keys -> assertThat(keys).containsAllEntriesOf(run).containsEntry("step", "work-there"));
        assertThat(lines.keysOf("Step work-there DONE"))
                .hasValueSatisfying(keys -> assertThat(keys).containsEntry("traceId", Outsider.TRACE.substring(3, 35)));
        assertThat(lines.keysOf("Phase BACKUP completed"))
                .hasValueSatisfying(
                        keys -> assertThat(keys).containsAllEntriesOf(run).doesNotContainKey("step"));
    }

    private static void check(String name, String key, String text) {
        ValidatableResponse health = get("/q/health/ready").then();
        health.body("checks.find { it.name == '" + name + "' }.data.'" + key + "'", containsString(text));
    }

    private static String metrics() {
        return get("/q/metrics").then().statusCode(200).extract().asString();
    }

    private static String header(ConsumerRecord<?, ?> output, String name) {
        Header header = output.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
