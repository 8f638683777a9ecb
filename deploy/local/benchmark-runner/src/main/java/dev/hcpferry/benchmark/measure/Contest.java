package dev.hcpferry.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The same work done in several ways, one after the other in every round, so that whatever else the machine does hits all alike.
 *
 * @param work what is done
 * @param product our way
 * @param rivals the other ways by their description
 */
public record Contest(String work, Contender product, Map<String, Contender> rivals) {

    /** How our way is called among the results. */
    public static final String PRODUCT = "HCP Ferry";

    public Contest {
        rivals = new LinkedHashMap<>(rivals);
    }

    /**
     * One round to warm up, then as many as asked for. The product comes last, so that its first run meets servers that are warm.
     *
     * @param progress is told what begins
     */
    public Outcome run(int repetitions, Consumer<String> progress) throws Exception {
        Map<String, Contender> all = new LinkedHashMap<>(rivals);
        all.put(PRODUCT, product);
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round <= repetitions; round++) {
            for (Map.Entry<String, Contender> entry : all.entrySet()) {
                progress.accept(work + ", " + (round == 0 ? "warm-up" : "round " + round + " of " + repetitions) + ": "
                        + entry.getKey());
                Cost cost = entry.getValue().run(round);
                costs.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(cost);
            }
        }
        return Outcome.of(work, costs);
    }
}
