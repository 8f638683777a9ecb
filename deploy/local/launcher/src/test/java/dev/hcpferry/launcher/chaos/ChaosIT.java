package dev.hcpferry.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few runs of what {@code deploy/local/chaos} does; {@code -Dchaos.runs} makes it more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {
    private static final Path ROOT = Path.of(System.getProperty("hcp-ferry.root", "../../.."));

    private Storm storm;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        storm = Storm.over(ROOT, directory);
    }

    @AfterAll
    void end() throws Exception {
        storm.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void migrationInBadWeather_breaksNoPromise(long seed) throws Exception {
        Outcome outcome = storm.run(Plan.of(seed));

        assertThat(outcome.broken())
                .as("%s%n%s", outcome.text(), outcome.plan())
                .isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("chaos.runs", 3));
    }
}
