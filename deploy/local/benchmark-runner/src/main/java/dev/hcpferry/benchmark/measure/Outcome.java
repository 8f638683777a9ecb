package dev.hcpferry.benchmark.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a contest.
 *
 * @param rivals by their description
 */
public record Outcome(String work, Series product, Map<String, Series> rivals) {

    public Outcome {
        rivals = new LinkedHashMap<>(rivals);
    }

    static Outcome of(String work, Map<String, List<Cost>> costs) {
        Map<String, Series> rivals = new LinkedHashMap<>();
        costs.forEach((name, measured) -> rivals.put(name, Series.of(measured)));
        Series product = rivals.remove(Contest.PRODUCT);
        if (product == null) {
            throw new IllegalArgumentException("no costs of " + Contest.PRODUCT);
        }
        return new Outcome(work, product, rivals);
    }
}
