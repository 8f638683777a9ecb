package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesApi.Permission;
import dev.hcpferry.common.hypershift.NeededPermissions;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.SideBySide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** A management cluster allows everything that the migration, its way back and its cleanup do. */
final class Permissions {
    /** All at once would be a burst of new connections to an API server that may be busy. */
    private static final int AT_ONCE = 8;

    private Permissions() {}

    static CheckResult of(Site site) throws InterruptedException {
        List<Permission> needed = NeededPermissions.of(site.ref());
        Semaphore turns = new Semaphore(AT_ONCE);
        List<Boolean> allowed = SideBySide.map(needed, permission -> ask(site, permission, turns));
        Map<String, List<String>> denied = new LinkedHashMap<>();
        for (int index = 0; index < needed.size(); index++) {
            if (!allowed.get(index)) {
                Permission missing = needed.get(index);
                denied.computeIfAbsent(missing.target(), target -> new ArrayList<>())
                        .add(missing.verb());
            }
        }
        return denied.isEmpty()
                ? CheckResult.passed(site.name() + " allows all " + needed.size() + " actions that are needed")
                : CheckResult.failed(
                        ReasonCode.PERMISSION_MISSING,
                        "on " + site.name() + " this is not allowed: " + describe(denied),
                        "grant it to the user of " + site.name() + ".kubeconfig, then publish the request again");
    }

    private static boolean ask(Site site, Permission permission, Semaphore turns) throws InterruptedException {
        turns.acquire();
        try {
            return site.cluster().allows(permission);
        } finally {
            turns.release();
        }
    }

    private static String describe(Map<String, List<String>> denied) {
        return denied.entrySet().stream()
                .map(entry -> String.join(",", entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
