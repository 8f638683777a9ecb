package dev.hcpferry.launcher.display;

import java.time.Duration;
import java.util.List;

/**
 * What users of the hosted cluster see.
 *
 * @param serving management clusters that run its API server
 * @param answers whether the API answered them a moment ago
 * @param away how long it has not, all gaps together
 * @param readyNodes nodes that are Ready; as last seen while the API is away
 */
public record Vitals(List<String> serving, boolean answers, Duration away, int readyNodes, int nodes) {

    public Vitals {
        serving = List.copyOf(serving);
    }

    String home() {
        return serving.isEmpty() ? "nowhere" : String.join(" and ", serving);
    }
}
