package dev.hcpferry.backup.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.TestSettings;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.MigrationRequested;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadSourceRulesTest {
    private final DeadSourceRules rules = new DeadSourceRules(TestSettings.of(Map.of(
            "hcp-ferry.bundle.bucket", "bundles", "hcp-ferry.bundle.restore-from", "old-bundles,other-bundles")));

    @Test
    void requestWithoutABundleNeedsNoConfirmation() throws Exception {
        assertThat(rules.violations(request(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bundles", "old-bundles", "other-bundles"})
    void bundleOfAKnownBucketIsTakenWithTheConfirmation(String bucket) throws Exception {
        assertThat(rules.violations(request(fromBundle(bucket) + ", \"sourceFenced\": true")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "', \"sourceFenced\": false'"})
    void missingConfirmationIsNamed(String noConfirmation) throws Exception {
        assertThat(rules.violations(request(fromBundle("bundles") + noConfirmation)))
                .extracting(FieldError::field)
                .containsExactly("sourceFenced");
    }

    @Test
    void bucketOfAStrangerIsRefused() throws Exception {
        List<FieldError> violations = rules.violations(request(fromBundle("evil") + ", \"sourceFenced\": true"));

        assertThat(violations).extracting(FieldError::field).containsExactly("fromBundle");
    }

    @Test
    void withoutConfiguredBucketNothingIsAdopted() throws Exception {
        DeadSourceRules none = new DeadSourceRules(TestSettings.of(Map.of()));

        assertThat(none.violations(request(fromBundle("bundles") + ", \"sourceFenced\": true")))
                .extracting(FieldError::field)
                .containsExactly("fromBundle");
    }

    private static String fromBundle(String bucket) {
        return ", \"fromBundle\": \"s3://" + bucket + "/hcp-ferry/clusters/example/m1/bundle.json\"";
    }

    private static MigrationRequested request(String more) throws Exception {
        return EventJson.MAPPER.readValue("""
                {"hostedCluster": {"namespace": "clusters", "name": "example"}, "source": "mgmt-a", "destination": "mgmt-b",
                 "scope": "CONTROL_PLANE_AND_NODES", "migrationId": "m2"%s}
                """.formatted(more), MigrationRequested.class);
    }
}
