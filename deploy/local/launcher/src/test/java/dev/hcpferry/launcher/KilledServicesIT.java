package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service is killed in every one of its steps. */
class KilledServicesIT {
    @TempDir
    Path directory;

    @Test
    void servicesKilledInEveryStep_finishTheMigrationAfterTheyAreStartedAgain() throws Exception {
        try (Stage stage = Stage.set(directory)) {
            Executioner executioner = new Executioner(stage.ferry(), stage.lab());
            stage.move("there", () -> executioner.work("there"));
            if (!executioner.spared().isEmpty()) {
                stage.move("back", () -> executioner.work("back"));
            }

            assertThat(executioner.spared()).isEmpty();
            assertThat(stage.ferry().events().of(Event.SOURCE_CLEANED, "there"))
                    .extracting(Event::id)
                    .containsOnly("there/source-cleaned");
        }
    }
}
