package dev.hcpferry.common.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleCompleted;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.tracking.KnownBundles.KnownBundle;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownBundlesTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final KnownBundles bundles = new KnownBundles();

    @Test
    void newestOfMigrationsAndLiveBundlesCounts() {
        bundles.track(EventSamples.backedUp());
        bundles.track(live("live-2", AT.plusSeconds(7200)));
        bundles.track(live("live-1", AT.plusSeconds(3600)));

        assertThat(bundles.newest()).singleElement().extracting(KnownBundle::id).isEqualTo("live-2");
        assertThat(bundles.all()).extracting(KnownBundle::id).containsExactly("live-2", "live-1", EventSamples.ID);
    }

    @Test
    void liveBundleIsKnownByItsName() {
        bundles.track(live("live-1", AT));

        assertThat(bundles.isTaken(EventSamples.HOSTED_CLUSTER, "live-1")).isTrue();
        assertThat(bundles.isTaken(EventSamples.HOSTED_CLUSTER, "live-2")).isFalse();
    }

    @Test
    void redeliveredBundleIsOne() {
        bundles.track(live("live-1", AT));
        bundles.track(live("live-1", AT));

        assertThat(bundles.all()).hasSize(1);
    }

    @Test
    void rolledBackMigrationHasNoBundleInWhateverOrderItIsTold() {
        bundles.track(EventSamples.resumed());
        bundles.track(EventSamples.backedUp());

        assertThat(bundles.newest()).isEmpty();

        KnownBundles inOrder = new KnownBundles();
        inOrder.track(EventSamples.backedUp());
        inOrder.track(EventSamples.resumed());

        assertThat(inOrder.newest()).isEmpty();
    }

    @Test
    void onlyTheNewestHundredAreRemembered() {
        for (int i = 0; i < 150; i++) {
            bundles.track(live("live-" + i, AT.plusSeconds(i)));
        }

        assertThat(bundles.all())
                .hasSize(100)
                .first()
                .extracting(KnownBundle::id)
                .isEqualTo("live-149");
    }

    private static BundleCompleted live(String id, Instant completedAt) {
        BackupCompleted sample = EventSamples.backedUp();
        return new BundleCompleted(
                id,
                EventSamples.HOSTED_CLUSTER,
                "mgmt-a",
                Kind.LIVE,
                sample.infraId(),
                sample.snapshot(),
                sample.manifests(),
                new BackupCompleted.Bundle(
                        S3Location.parse("s3://b/p/clusters/example/" + id + "/bundle.json"),
                        sample.bundle().sha256()),
                sample.nodes(),
                completedAt);
    }
}
