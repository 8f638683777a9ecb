package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ClockSkew skew = new ClockSkew();

    @Test
    void recordOfThePast_saysNothingAboutClocks() {
        assertThat(skew.judge("/backup-service", NOW.minusSeconds(3600), NOW)).isEmpty();
    }

    @Test
    void smallDifference_isTolerated() {
        assertThat(skew.judge("/backup-service", NOW.plusMillis(1900), NOW)).isEmpty();
    }

    @Test
    void recordFromTheFuture_isToldWithItsSourceAndByHowMuch() {
        assertThat(skew.judge("/backup-service", NOW.plusSeconds(30), NOW))
                .hasValueSatisfying(
                        told -> assertThat(told).contains("/backup-service").contains("30000 ms"));
    }

    @Test
    void sameSource_isToldOfAgainOnlyAfterAWhile() {
        skew.judge("/backup-service", NOW.plusSeconds(30), NOW);

        assertThat(skew.judge("/backup-service", NOW.plusSeconds(31), NOW.plusSeconds(1)))
                .isEmpty();
        assertThat(skew.judge("/restore-service", NOW.plusSeconds(31), NOW.plusSeconds(1)))
                .isPresent();
        assertThat(skew.judge("/backup-service", NOW.plusSeconds(3600), NOW.plusSeconds(601)))
                .isPresent();
    }
}
