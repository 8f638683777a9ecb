package dev.hcpferry.backup.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.event.BackupCompleted;
import dev.hcpferry.common.event.BundleCompleted.Kind;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.model.S3Location;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Committed> bundles =
            List.of(live("live-3", 3), live("live-1", 1), live("live-4", 4), migrated(0), live("live-2", 2));

    @Test
    void oldestLiveBundlesGoFirst() {
        List<Committed> surplus = new Retention(2, Set.of()).surplus(bundles);

        assertThat(surplus).extracting(committed -> committed.bundle().id()).containsExactly("live-1", "live-2");
    }

    @Test
    void bundleOfAMigrationStaysHoweverOldItIs() {
        List<Committed> surplus = new Retention(0, Set.of()).surplus(bundles);

        assertThat(surplus).hasSize(4).allMatch(committed -> committed.bundle().isLive());
    }

    @Test
    void bundleThatAMigrationRestoresStays() {
        Retention retention = new Retention(2, Set.of(index("live-1")));

        assertThat(retention.surplus(bundles))
                .extracting(committed -> committed.bundle().id())
                .containsExactly("live-2");
    }

    @Test
    void nothingGoesWhileThereAreNotMore() {
        assertThat(new Retention(4, Set.of()).surplus(bundles)).isEmpty();
    }

    private static Committed live(String id, int hour) {
        BackupCompleted sample = EventSamples.backedUp();
        BackupBundle bundle = new BackupBundle(
                BackupBundle.FORMAT_VERSION,
                Kind.LIVE,
                null,
                new BundleRequested(EventSamples.HOSTED_CLUSTER, "mgmt-a", id, null),
                sample.infraId(),
                sample.snapshot(),
                sample.manifests(),
                List.of(),
                List.of(),
                sample.nodes(),
                null,
                AT.plusSeconds(3600L * hour));
        return new Committed(new BackupCompleted.Bundle(index(id), "0"), bundle);
    }

    private static Committed migrated(int hour) {
        BackupCompleted sample = EventSamples.backedUp();
        BackupBundle bundle = new BackupBundle(
                BackupBundle.FORMAT_VERSION,
                EventSamples.requested(),
                sample.infraId(),
                sample.snapshot(),
                sample.manifests(),
                List.of(),
                List.of(),
                sample.nodes(),
                AT,
                AT.plusSeconds(3600L * hour));
        return new Committed(new BackupCompleted.Bundle(index("m1"), "0"), bundle);
    }

    private static S3Location index(String id) {
        return S3Location.parse("s3://b/p/clusters/example/" + id + "/bundle.json");
    }
}
