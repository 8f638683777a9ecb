package dev.hcpferry.backup.live;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.model.S3Location;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which live bundles of a hosted cluster may go. Those of migrations never do. Pure.
 *
 * @param keep how many live bundles stay
 * @param inUse the indexes of bundles that a migration restores, or that its cleanup still has to read
 */
record Retention(int keep, Set<S3Location> inUse) {
    Retention {
        inUse = Set.copyOf(inUse);
    }

    /** The surplus, oldest first. */
    List<Committed> surplus(List<Committed> all) {
        Comparator<Committed> byAge =
                Comparator.comparing(committed -> committed.bundle().completedAt());
        return all.stream()
                .filter(committed -> isLive(committed.bundle()))
                .sorted(byAge.reversed())
                .skip(keep)
                .filter(committed -> !inUse.contains(committed.index().location()))
                .sorted(byAge)
                .toList();
    }

    private static boolean isLive(BackupBundle bundle) {
        return bundle.isLive();
    }
}
