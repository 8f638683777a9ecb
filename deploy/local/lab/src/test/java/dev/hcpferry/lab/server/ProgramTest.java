package dev.hcpferry.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    private Path directory;

    @Test
    void programThatEndsBeforeItIsReady_isToldWithItsLog() throws IOException {
        Path log = directory.resolve("logs").resolve("java.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Program program = Program.start("java", log, List.of(java, "--no-such-option"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> program.awaitReady(() -> {
                        throw new IOException("not yet");
                    }))
                    .withMessage("java does not start: see " + log);
        }
        assertThat(log).content().contains("--no-such-option");
    }
}
