package dev.hcpferry.launcher.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What came of a run.
 *
 * @param end how the migration ended
 * @param broken promises that were broken, in words; none in a good run
 */
public record Outcome(Plan plan, String end, Duration took, List<String> broken) {

    public Outcome {
        broken = List.copyOf(broken);
    }

    public boolean good() {
        return broken.isEmpty();
    }

    /** One line, and one for each broken promise. */
    public String text() {
        StringBuilder text = new StringBuilder("%-4s seed %d: %s after %.1f s"
                .formatted(good() ? "good" : "BAD", plan.seed(), end, took.toMillis() / 1000.0));
        broken.forEach(one -> text.append("\n    broken: ").append(one));
        return text.toString();
    }
}
