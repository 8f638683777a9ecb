package dev.hcpferry.backup.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.config.FerrySettings.ScheduledBundle;
import dev.hcpferry.common.event.BundleRequested;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {
    @ParameterizedTest
    @CsvSource({
        "PT1H, 2026-03-01T10:59:59Z, live-20260301t1000z",
        "PT1H, 2026-03-01T11:00:00Z, live-20260301t1100z",
        "PT15M, 2026-03-01T10:14:00Z, live-20260301t1000z",
        "PT15M, 2026-03-01T10:47:00Z, live-20260301t1045z",
        "P1D, 2026-03-01T23:59:59Z, live-20260301t0000z"
    })
    void slotFollowsFromTheClockAlone(Duration every, Instant now, String name) {
        Schedule schedule = new Schedule("clusters/example", "mgmt-a", every, 24);

        BundleRequested request = Slot.at(now, every).request(schedule);

        assertThat(request.migrationId()).isEqualTo(name).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
        assertThat(request.hostedCluster().subject()).isEqualTo("clusters/example");
        assertThat(request.source()).isEqualTo("mgmt-a");
    }

    @ParameterizedTest
    @CsvSource({"example", "clusters/", "/example", "clusters/../example", "Clusters/example"})
    void wrongHostedClusterIsNamed(String hostedCluster) {
        Schedule schedule = new Schedule(hostedCluster, "mgmt-a", Duration.ofHours(1), 24);

        assertThatThrownBy(() -> Slot.hostedCluster(schedule)).hasMessageContaining("HOSTED_CLUSTER");
    }

    @Test
    void scheduleThatNeverRestsOrKeepsNothingIsRefused() {
        assertThatThrownBy(() -> Slot.hostedCluster(new Schedule("clusters/example", "mgmt-a", Duration.ZERO, 24)))
                .hasMessageContaining("PT1M");
        assertThatThrownBy(() -> Slot.hostedCluster(new Schedule("clusters/example", "mgmt-a", Duration.ofHours(1), 0)))
                .hasMessageContaining("keep");
    }

    private record Schedule(String hostedCluster, String source, Duration every, int keep) implements ScheduledBundle {}
}
