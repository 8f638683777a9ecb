package dev.hcpferry.backup.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.config.FerrySettings.EtcdSettings.Connection;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageEstimateTest {
    @ParameterizedTest(name = "{0} MiB, {1}")
    @CsvSource({
        "0, PORT_FORWARD, PT1M30S",
        "25, PORT_FORWARD, PT1M32S",
        "300, PORT_FORWARD, PT1M52S",
        "300, POD_ADDRESS, PT1M45S",
        "8192, PORT_FORWARD, PT11M31S",
    })
    void baseAndTheWayOfTheData(long mebibytes, Connection connection, Duration expected) {
        assertThat(OutageEstimate.of(mebibytes * 1024 * 1024, connection)).isEqualTo(expected);
    }
}
