package dev.hcpferry.backup.dryrun;

import dev.hcpferry.backup.preflight.CheckResult;
import dev.hcpferry.backup.preflight.Scorecard;
import dev.hcpferry.common.event.PreflightCompleted.Check;
import dev.hcpferry.common.event.PreflightCompleted.WouldLeave;
import dev.hcpferry.common.hypershift.Inventory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Findings in the words of the event. Pure. */
final class Answers {
    /** What the event's schema takes. */
    private static final int MAX_TEXT = 2048;

    private Answers() {}

    static List<Check> checks(Scorecard scorecard) {
        return scorecard.entries().stream()
                .map(entry -> check(entry.check(), entry.result()))
                .toList();
    }

    static Map<String, Integer> moved(Inventory inventory) {
        return inventory.travels().stream()
                .collect(Collectors.toMap(object -> object.kind().kind(), object -> 1, Integer::sum, TreeMap::new));
    }

    static List<WouldLeave> left(Inventory inventory) {
        return inventory.left().stream()
                .map(left -> new WouldLeave(
                        left.kind(), left.namespace().isEmpty() ? null : left.namespace(), left.name(), left.why()))
                .toList();
    }

    private static Check check(String name, CheckResult result) {
        return switch (result) {
            case CheckResult.Passed(String detail) -> new Check(name, true, shortened(detail), null);
            case CheckResult.Warned(String detail) -> new Check(name, true, shortened("warning: " + detail), null);
            case CheckResult.Failed(var reason, String detail, String remedy) ->
                new Check(name, false, shortened(reason + ": " + detail), shortened(remedy));
            case CheckResult.Unjudged(String why) -> new Check(name, false, shortened("not judged: " + why), null);
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
