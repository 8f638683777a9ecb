package dev.hcpferry.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceMainTest {
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void virtualThreadThatWaitsForAClass_keepsNoOtherFromRunning_onOneProcessor() throws Exception {
        Process service = start();
        try {
            assertThat(service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("all threads run")
                    .isTrue();
            assertThat(service.exitValue()).isZero();
        } finally {
            service.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingForAClass.class.getName())
                .inheritIO()
                .start();
    }
}
