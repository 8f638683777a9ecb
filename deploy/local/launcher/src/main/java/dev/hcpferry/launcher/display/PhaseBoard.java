package dev.hcpferry.launcher.display;

import dev.hcpferry.launcher.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a phase from its progress events. A step ends when one that comes after it in the list begins, unless it
 * runs beside that one: then when it has said its last word.
 */
final class PhaseBoard {
    private final String name;
    private final SortedMap<Integer, StepRow> rows = new TreeMap<>();
    private String state = "";
    private String message = "";
    private int steps;
    private @Nullable Instant begun;
    private @Nullable Instant ended;

    PhaseBoard(String name) {
        this.name = name;
    }

    void progress(Event event) {
        Instant at = event.time("heartbeatAt");
        state = event.text("state");
        steps = event.data().path("steps").asInt(steps);
        begun = begun == null ? event.time("startedAt") : begun;
        if (event.runsStep()) {
            ended = null;
            step(event, at);
        } else if (!running()) {
            message = event.text("message");
            ended = at;
            rows.replaceAll((index, row) -> row.end(at));
        }
    }

    private void step(Event event, Instant at) {
        int index = event.data().path("stepIndex").asInt();
        StepRow known = rows.get(index);
        if (known == null) {
            rows.replaceAll((other, row) -> other < index && !row.message().isEmpty() ? row.end(at) : row);
            known = new StepRow(index, event.text("step"), at, null, "");
        }
        String says = event.text("message");
        rows.put(index, says.isEmpty() ? known : known.says(says));
    }

    String name() {
        return name;
    }

    String state() {
        return state;
    }

    String message() {
        return message;
    }

    int steps() {
        return steps;
    }

    boolean begunYet() {
        return begun != null;
    }

    boolean running() {
        return state.equals("RUNNING");
    }

    List<StepRow> rows() {
        return List.copyOf(rows.values());
    }

    long stepsEnded() {
        return state.equals("COMPLETED")
                ? steps
                : rows.values().stream().filter(row -> !row.running()).count();
    }

    Duration took(Instant now) {
        return begun == null ? Duration.ZERO : Duration.between(begun, ended == null ? now : ended);
    }
}
