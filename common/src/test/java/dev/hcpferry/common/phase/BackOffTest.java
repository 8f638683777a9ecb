package dev.hcpferry.common.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private static final RandomGenerator LOWEST = () -> 0;
    private static final RandomGenerator HIGHEST = () -> -1;
    private static final Duration INITIAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest(name = "attempt {0}: between {1} and {2} ms")
    @CsvSource({
        "0, 800, 1200",
        "1, 1200, 1800",
        "2, 1800, 2700",
        "5, 6075, 9113",
        "6, 8000, 12000",
        "64, 8000, 12000",
        "1000, 8000, 12000",
        "2147483647, 8000, 12000"
    })
    void delayGrowsByHalfUpToTheLimitAndIsSpreadByAFifth(int attempt, long shortest, long longest) {
        assertThat(new BackOff(INITIAL, LIMIT, LOWEST).delay(attempt)).hasMillis(shortest);
        assertThat(new BackOff(INITIAL, LIMIT, HIGHEST).delay(attempt)).hasMillis(longest);
    }

    @Test
    void delaysOfOneAttemptDiffer() {
        BackOff backOff = new BackOff(INITIAL, LIMIT, new Random(1));

        assertThat(backOff.delay(3)).isNotEqualTo(backOff.delay(3));
    }
}
