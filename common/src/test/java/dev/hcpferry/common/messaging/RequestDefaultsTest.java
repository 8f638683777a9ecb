package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestDefaultsTest {
    private static final Deadlines CONFIGURED =
            new Deadlines(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(31));

    private final RequestDefaults defaults = new RequestDefaults(new Settings(
            new Bundle(Optional.of("company-bundles"), "hcp-ferry", Optional.of("alias/ferry")),
            new Dns(Optional.of("Z999"), Duration.ZERO),
            new Deadline(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(31))));

    @Test
    void whatTheRequestLeavesOpenComesFromTheConfiguration() {
        MigrationRequested filled = defaults.fill(request(null, null, null));

        assertThat(filled.bundle()).isEqualTo(new BundleOptions("company-bundles", "hcp-ferry", "alias/ferry"));
        assertThat(filled.dns()).isEqualTo(new DnsOptions("Z999", false));
        assertThat(filled.deadlines()).isEqualTo(CONFIGURED);
    }

    @Test
    void whatTheRequestSaysStays() {
        MigrationRequested asked = EventSamples.requested();

        assertThat(defaults.fill(asked)).isEqualTo(asked);
    }

    @Test
    void halfARequestIsFilledFieldByField() {
        MigrationRequested filled = defaults.fill(request(
                new BundleOptions("mine", null, null),
                new DnsOptions(null, true),
                new Deadlines(null, Duration.ofMinutes(5), null)));

        assertThat(filled.bundle()).isEqualTo(new BundleOptions("mine", "hcp-ferry", "alias/ferry"));
        assertThat(filled.dns()).isEqualTo(new DnsOptions("Z999", true));
        assertThat(filled.deadlines())
                .isEqualTo(new Deadlines(CONFIGURED.backup(), Duration.ofMinutes(5), CONFIGURED.cleanup()));
    }

    @Test
    void whatNobodySaysStaysOpen() {
        RequestDefaults bare = new RequestDefaults(new Settings(
                new Bundle(Optional.empty(), "hcp-ferry", Optional.empty()),
                new Dns(Optional.empty(), Duration.ZERO),
                new Deadline(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(31))));

        MigrationRequested filled = bare.fill(request(null, null, null));

        assertThat(filled.bundle()).isEqualTo(new BundleOptions(null, "hcp-ferry", null));
        assertThat(filled.dns()).isEqualTo(new DnsOptions(null, false));
    }

    @Test
    void fillingTwiceChangesNothingMore() {
        MigrationRequested once = defaults.fill(request(null, null, null));

        assertThat(defaults.fill(once)).isEqualTo(once);
    }

    private static MigrationRequested request(
            @Nullable BundleOptions bundle, @Nullable DnsOptions dns, @Nullable Deadlines deadlines) {
        MigrationRequested sample = EventSamples.requested();
        return new MigrationRequested(
                sample.hostedCluster(),
                sample.source(),
                sample.destination(),
                sample.scope(),
                sample.migrationId(),
                sample.cleanup(),
                sample.onFailure(),
                sample.dryRun(),
                bundle,
                dns,
                deadlines,
                sample.fromBundle(),
                sample.sourceFenced(),
                sample.requestedBy(),
                sample.reason());
    }

    private record Bundle(Optional<String> bucket, String prefix, Optional<String> kmsKeyId)
            implements FerrySettings.BundleSettings {
        @Override
        public Optional<List<String>> restoreFrom() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FerrySettings.ScheduledBundle> scheduled() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int keepLive() {
            throw new UnsupportedOperationException();
        }
    }

    private record Dns(Optional<String> hostedZoneId, Duration takeOverPatience) implements FerrySettings.DnsSettings {}

    private record Deadline(Duration backup, Duration restore, Duration cleanup)
            implements FerrySettings.DeadlineSettings {}

    /** Only what a request can leave open. */
    private record Settings(BundleSettings bundle, DnsSettings dns, DeadlineSettings deadline)
            implements FerrySettings {
        @Override
        public ManagementClusterSettings managementClusters() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EtcdSettings etcd() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LeaseSettings lease() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TopicSettings topics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public HypershiftSettings hypershift() {
            throw new UnsupportedOperationException();
        }
    }
}
