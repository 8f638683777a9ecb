package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.event.EventSamples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleGaugesTest {
    private static final String MIGRATION = "{hosted_cluster=clusters/example,migration_id=example-1";

    private final Scrape scrape = new Scrape();

    @Test
    void completedBackup_showsWhatItSaved() {
        scrape.heard(EventSamples.backedUp(), AT);

        assertThat(scrape.at(AT.plusSeconds(100), BundleGauges.all()))
                .containsOnly(
                        Map.entry("hcp_migration_snapshot_bytes" + MIGRATION + "}", 4096.0),
                        Map.entry("hcp_migration_snapshot_upload_seconds" + MIGRATION + "}", 3.2),
                        Map.entry(
                                "hcp_migration_objects{hosted_cluster=clusters/example,kind=Secret,"
                                        + "migration_id=example-1,phase=backup}",
                                31.0),
                        Map.entry(
                                "hcp_migration_objects{hosted_cluster=clusters/example,kind=Machine,"
                                        + "migration_id=example-1,phase=backup}",
                                11.0),
                        Map.entry("hcp_migration_bundle_age_seconds{hosted_cluster=clusters/example}", 40.0));
    }

    @Test
    void completedRestoreAndCleanup_showWhatTheyRestoredAndRemoved() {
        scrape.heard(EventSamples.restored(), AT).heard(EventSamples.cleaned(), AT);

        assertThat(scrape.at(AT, BundleGauges.all()))
                .containsOnly(
                        Map.entry(
                                "hcp_migration_objects{hosted_cluster=clusters/example,kind=Secret,"
                                        + "migration_id=example-1,phase=restore}",
                                31.0),
                        Map.entry(
                                "hcp_migration_objects{hosted_cluster=clusters/example,kind=Machine,"
                                        + "migration_id=example-1,phase=restore}",
                                11.0),
                        Map.entry(
                                "hcp_migration_objects{hosted_cluster=clusters/example,kind=Machine,"
                                        + "migration_id=example-1,phase=cleanup}",
                                1.0));
    }

    @Test
    void eventsOfAnEarlierRelease_haveNoSeriesForWhatTheyDoNotTell() {
        scrape.heard(Variants.withoutOptionalFields(EventSamples.backedUp()), AT);

        assertThat(scrape.at(AT, BundleGauges.all()).keySet())
                .containsExactly(
                        "hcp_migration_bundle_age_seconds{hosted_cluster=clusters/example}",
                        "hcp_migration_snapshot_bytes" + MIGRATION + "}");
    }
}
