package dev.hcpferry.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.event.Decoding.Decoded;
import dev.hcpferry.common.event.Decoding.Reason;
import dev.hcpferry.common.event.Decoding.Undecodable;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final EventType TYPE = EventType.MIGRATION_REQUESTED;

    @Test
    void smallestRequestTakesTheDefaults() {
        Decoding decoding = EventDecoder.decode(TYPE, Records.of(TYPE, minimal()));

        assertThat(decoding).isInstanceOfSatisfying(Decoded.class, decoded -> {
            MigrationRequested request = (MigrationRequested) decoded.event();
            assertThat(request.migrationId()).isEqualTo("id-1");
            assertThat(request.cleanup()).isEqualTo(CleanupPolicy.AUTOMATIC);
            assertThat(request.onFailure()).isEqualTo(FailurePolicy.ROLL_BACK);
            assertThat(request.dryRun()).isFalse();
        });
    }

    @Test
    void unknownFieldsAreIgnored() {
        ObjectNode event = minimal();
        event.put("addedLater", 7);
        event.withObject("/hostedCluster").put("labels", "none");

        assertThat(EventDecoder.decode(TYPE, Records.of(TYPE, event))).isInstanceOf(Decoded.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "\"text\"",
                "42",
                "null",
                "{",
                "{\"hostedCluster\":",
                "\u0000\u0001",
                "<event/>"
            })
    void whatIsNoJsonObjectIsNotJson(String value) {
        assertUndecodable(Records.of(TYPE, value), Reason.NOT_JSON);
    }

    @Test
    void tombstoneIsNotJson() {
        Map<String, String> headers = Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", TYPE.ceType());

        assertUndecodable(new CloudEvent("clusters/example", headers, null), Reason.NOT_JSON);
    }

    @Test
    void deeplyNestedValueIsNotJson() {
        assertUndecodable(Records.of(TYPE, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)), Reason.NOT_JSON);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(Map.of(), Reason.NOT_A_CLOUD_EVENT),
                Arguments.of(Map.of("ce_id", "x", "ce_type", TYPE.ceType()), Reason.NOT_A_CLOUD_EVENT),
                Arguments.of(
                        Map.of("ce_specversion", "0.3", "ce_id", "x", "ce_type", TYPE.ceType()),
                        Reason.NOT_A_CLOUD_EVENT),
                Arguments.of(Map.of("ce_specversion", "1.0", "ce_type", TYPE.ceType()), Reason.NOT_A_CLOUD_EVENT),
                Arguments.of(
                        Map.of("ce_specversion", "1.0", "ce_id", "  ", "ce_type", TYPE.ceType()),
                        Reason.NOT_A_CLOUD_EVENT),
                Arguments.of(Map.of("ce_specversion", "1.0", "ce_id", "x"), Reason.UNKNOWN_TYPE),
                Arguments.of(
                        Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", "dev.hcpferry.migration.requested.v2"),
                        Reason.UNKNOWN_TYPE),
                Arguments.of(
                        Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", EventType.COMMAND.ceType()),
                        Reason.UNKNOWN_TYPE));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("headers")
    void headersOfAnotherKindOfRecordAreRefused(Map<String, String> headers, Reason reason) {
        byte[] value = minimal().toString().getBytes(StandardCharsets.UTF_8);

        assertUndecodable(new CloudEvent("clusters/example", headers, value), reason);
    }

    @Test
    void recordAboveTheLimitIsNotEvenParsed() {
        assertUndecodable(Records.of(TYPE, "x".repeat(EventDecoder.MAX_BYTES + 1)), Reason.TOO_LARGE);
    }

    @Test
    void everyWrongFieldIsNamed() {
        Decoding decoding = EventDecoder.decode(TYPE, Records.of(TYPE, """
                {"hostedCluster": {"namespace": "Clusters"}, "source": 5, "scope": "EVERYTHING",
                 "dns": {"takeOver": "yes"}, "deadlines": {"backup": "soon"}}
                """));

        assertThat(decoding).isInstanceOfSatisfying(Undecodable.class, undecodable -> {
            assertThat(undecodable.reason()).isEqualTo(Reason.SCHEMA_VIOLATED);
            assertThat(undecodable.detail().split("; "))
                    .containsExactlyInAnyOrder(
                            "hostedCluster.namespace has not the required form",
                            "hostedCluster.name is required",
                            "source has the wrong type",
                            "destination is required",
                            "scope is not one of the allowed values",
                            "dns.takeOver has the wrong type",
                            "deadlines.backup has not the required form");
        });
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                hostile(
                        "name climbs",
                        event -> event.withObject("/hostedCluster").put("name", "../secrets")),
                hostile(
                        "name is dots",
                        event -> event.withObject("/hostedCluster").put("name", "..")),
                hostile(
                        "newline after name",
                        event -> event.withObject("/hostedCluster").put("name", "example\n")),
                hostile(
                        "newline in name",
                        event -> event.withObject("/hostedCluster").put("name", "exa\nmple")),
                hostile(
                        "namespace climbs",
                        event -> event.withObject("/hostedCluster").put("namespace", "../kube-system")),
                hostile(
                        "newline after namespace",
                        event -> event.withObject("/hostedCluster").put("namespace", "clusters\n")),
                hostile(
                        "empty name",
                        event -> event.withObject("/hostedCluster").put("name", "")),
                hostile("null name", event -> event.withObject("/hostedCluster").putNull("name")),
                hostile("source climbs", event -> event.put("source", "../../etc/passwd")),
                hostile("newline after source", event -> event.put("source", "mgmt-a\n")),
                hostile("migration id climbs", event -> event.put("migrationId", "../other")),
                hostile("newline after migration id", event -> event.put("migrationId", "example-1\n")),
                hostile("prefix climbs", event -> event.withObject("/bundle").put("prefix", "a/../../b")),
                hostile(
                        "prefix is absolute",
                        event -> event.withObject("/bundle").put("prefix", "/a")),
                hostile(
                        "newline after prefix",
                        event -> event.withObject("/bundle").put("prefix", "a/..\n")),
                hostile("bucket is a URL", event -> event.withObject("/bundle").put("bucket", "http://evil")),
                hostile("very long reason", event -> event.put("reason", "x".repeat(800_000))),
                hostile(
                        "very long name",
                        event -> event.withObject("/hostedCluster").put("name", "x".repeat(800_000))),
                hostile(
                        "negative deadline",
                        event -> event.withObject("/deadlines").put("backup", "PT-5M")),
                hostile(
                        "deadline beyond all numbers",
                        event -> event.withObject("/deadlines").put("backup", "P99999999999999999999D")));
    }

    private static Arguments hostile(String what, Consumer<ObjectNode> attack) {
        return Arguments.of(what, attack);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileValueIsRefusedWithoutBeingQuoted(String what, Consumer<ObjectNode> attack) {
        ObjectNode event = minimal();
        attack.accept(event);
        String key = event.at("/hostedCluster/namespace").asText() + "/"
                + event.at("/hostedCluster/name").asText();

        Decoding decoding = EventDecoder.decode(TYPE, Records.with("id-1", TYPE.ceType(), key, event.toString()));

        assertThat(decoding).isInstanceOfSatisfying(Undecodable.class, undecodable -> {
            assertThat(undecodable.reason()).isEqualTo(Reason.SCHEMA_VIOLATED);
            assertThat(undecodable.detail())
                    .hasSizeLessThan(500)
                    .doesNotContain("..", "\n", "passwd", "evil", "xxxxxxxx");
        });
    }

    @Test
    void stringOfAMegabyteIsTooLarge() {
        ObjectNode event = minimal();
        event.put("reason", "x".repeat(1024 * 1024));

        assertUndecodable(Records.of(TYPE, event), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "1e-999", "123456789012345678901234567890", "1.5"})
    void numberThatNothingCanHoldIsHandledWithoutAnException(String number) {
        String json = "{\"ignored\": " + number + ", " + minimal().toString().substring(1);

        Decoding decoding = EventDecoder.decode(TYPE, Records.of(TYPE, json));

        assertThat(decoding).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"clusters/other", "other/example", "example", "clusters/example/"})
    void keyOfAnotherHostedClusterIsRefused(String key) {
        CloudEvent record = Records.with("id-1", TYPE.ceType(), key, minimal().toString());

        assertUndecodable(record, Reason.KEY_MISMATCH);
    }

    @Test
    void missingKeyIsRefused() {
        CloudEvent record = Records.of(TYPE, minimal());

        assertUndecodable(new CloudEvent(null, record.headers(), record.value()), Reason.KEY_MISMATCH);
    }

    @Test
    void keyOfACompletedBackupIsComparedWithItsRequest() {
        CloudEvent record = Records.with(
                "id-1",
                EventType.BACKUP_COMPLETED.ceType(),
                "clusters/other",
                EventJson.MAPPER.valueToTree(EventSamples.backedUp()).toString());

        assertThat(EventDecoder.decode(EventType.BACKUP_COMPLETED, record))
                .isInstanceOfSatisfying(
                        Undecodable.class, found -> assertThat(found.reason()).isEqualTo(Reason.KEY_MISMATCH));
    }

    @Test
    void progressIsKeyedByMigrationAndPhase() {
        CloudEvent record = Records.with(
                "id-1",
                EventType.PROGRESS.ceType(),
                "example-1/BACKUP",
                EventJson.MAPPER
                        .valueToTree(EventSamples.of(EventType.PROGRESS))
                        .toString());

        assertThat(EventDecoder.decode(EventType.PROGRESS, record)).isInstanceOf(Decoded.class);
    }

    @ParameterizedTest
    @CsvSource({
        "4F3A-22, 4f3a-22",
        "'urn:uuid:ABC', urn-uuid-abc",
        "'--Ä Ö--', migration",
        "'../../x', x",
        "'a__b..c', a-b-c",
        "'a\nb', a-b"
    })
    void missingMigrationIdIsMadeFromTheEventId(String ceId, String expected) {
        CloudEvent record =
                Records.with(ceId, TYPE.ceType(), "clusters/example", minimal().toString());

        assertThat(EventDecoder.decode(TYPE, record))
                .isInstanceOfSatisfying(
                        Decoded.class,
                        decoded -> assertThat(decoded.event().migrationId()).isEqualTo(expected));
    }

    @Test
    void migrationIdFromALongEventIdFitsALabel() {
        assertThat(EventDecoder.normalised("a".repeat(62) + "-".repeat(3) + "b".repeat(100)))
                .isEqualTo("a".repeat(62))
                .matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    }

    private static void assertUndecodable(CloudEvent record, Reason reason) {
        assertThat(EventDecoder.decode(TYPE, record))
                .isInstanceOfSatisfying(
                        Undecodable.class, found -> assertThat(found.reason()).isEqualTo(reason));
    }

    private static ObjectNode minimal() {
        ObjectNode event = EventJson.MAPPER.createObjectNode();
        event.putObject("hostedCluster").put("namespace", "clusters").put("name", "example");
        return event.put("source", "mgmt-a").put("destination", "mgmt-b").put("scope", "CONTROL_PLANE_AND_NODES");
    }
}
