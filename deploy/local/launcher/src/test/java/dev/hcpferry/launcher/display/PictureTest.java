package dev.hcpferry.launcher.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.launcher.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    private final PhaseBoard backup = new PhaseBoard("BACKUP");
    private final PhaseBoard restore = new PhaseBoard("RESTORE");

    @Test
    void runningPhase_showsItsStepsWithTimes_othersAreOneLineEach() {
        running(backup, 1, "preflight", "", 0);
        running(backup, 1, "preflight", "8 checks passed", 2);
        running(backup, 2, "claim-ownership", "", 2);

        assertThat(picture(20))
                .containsExactly(
                        "clusters/hc1   6.0 s",
                        "guest API up on mgmt-a   away so far 1.5 s   nodes ready 2 of 3",
                        "",
                        "▶ BACKUP    1 of 3 steps     5.0 s",
                        "    ✔ preflight                             2.0 s  8 checks passed",
                        "    ▶ claim-ownership                       3.0 s  ",
                        "· RESTORE  ");
    }

    @Test
    void stepsSideBySide_runOnUntilTheyHaveSaidTheirLastWord() {
        running(backup, 1, "take-snapshot", "", 0);
        running(backup, 2, "await-dns-release", "", 0);

        assertThat(picture(20)).filteredOn(line -> line.startsWith("    ▶")).hasSize(2);
    }

    @Test
    void phasesThatAreOver_sayHowTheyEnded() {
        running(backup, 1, "preflight", "", 0);
        ended(backup, "COMPLETED", "", 2);
        running(restore, 1, "verify-bundle", "", 2);
        ended(restore, "HELD", "DEADLINE_EXCEEDED: it took too long", 4);

        assertThat(picture(20))
                .contains(
                        "✔ BACKUP    3 of 3 steps     2.0 s  completed ",
                        "✖ RESTORE   1 of 3 steps     4.0 s  held DEADLINE_EXCEEDED: it took too long");
    }

    @Test
    void smallTerminal_showsTheLastStepsOnly() {
        for (int step = 1; step <= 10; step++) {
            running(backup, step, "step-" + step, "", step);
        }

        assertThat(picture(9)).hasSizeLessThanOrEqualTo(9).anyMatch(line -> line.contains("step-10 "));
    }

    private List<String> picture(int height) {
        Vitals vitals = new Vitals(List.of("mgmt-a"), true, Duration.ofMillis(1500), 2, 3);
        return new Picture("clusters/hc1", Duration.ofSeconds(6), vitals)
                .draw(List.of(backup, restore), BEGUN.plusSeconds(5), 100, height).stream()
                        .map(AttributedString::toString)
                        .toList();
    }

    private static void running(PhaseBoard board, int index, String step, String message, int second) {
        ObjectNode data = data("RUNNING", message, second).put("step", step).put("stepIndex", index);
        board.progress(new Event(Event.PROGRESS, "", Map.of(), "", data));
    }

    private static void ended(PhaseBoard board, String state, String message, int second) {
        board.progress(new Event(Event.PROGRESS, "", Map.of(), "", data(state, message, second)));
    }

    private static ObjectNode data(String state, String message, int second) {
        return JSON.createObjectNode()
                .put("state", state)
                .put("steps", 3)
                .put("startedAt", BEGUN.toString())
                .put("heartbeatAt", BEGUN.plusSeconds(second).toString())
                .put("message", message);
    }
}
