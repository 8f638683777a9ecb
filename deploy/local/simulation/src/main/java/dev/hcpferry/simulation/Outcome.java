package dev.hcpferry.simulation;

import dev.hcpferry.simulation.plan.Plan;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param states the last state of every phase
 * @param broken the promises that were broken
 * @param trace what happened when
 */
public record Outcome(Plan plan, Map<String, String> states, List<String> broken, List<String> trace) {
    public Outcome {
        broken = List.copyOf(broken);
        trace = List.copyOf(trace);
    }

    public boolean good() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        return "seed " + plan.seed() + ": " + (good() ? "kept" : "BROKEN " + broken) + " " + states;
    }
}
