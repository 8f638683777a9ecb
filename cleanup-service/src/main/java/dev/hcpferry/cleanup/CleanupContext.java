package dev.hcpferry.cleanup;

import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.RestoreCompleted;
import dev.hcpferry.common.event.SourceCleaned.LeftObject;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.phase.PhaseRun;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the steps of a cleanup work on, and what earlier steps found for later ones. Every run finds it anew. */
public final class CleanupContext extends MigrationContext {
    private final RestoreCompleted restored;
    private final Map<String, LeftObject> left = new ConcurrentHashMap<>();
    private volatile @Nullable BackupBundle bundle;

    public CleanupContext(MigrationRequested request, RestoreCompleted restored, PhaseRun run, Systems systems) {
        super(request, run, systems);
        this.restored = restored;
    }

    public RestoreCompleted restored() {
        return restored;
    }

    public void found(BackupBundle committed) {
        bundle = committed;
    }

    /** What was moved. */
    public BackupBundle bundle() {
        BackupBundle committed = bundle;
        if (committed == null) {
            throw new IllegalStateException("no step has read the bundle");
        }
        return committed;
    }

    /** Notes an object that stays on the source. */
    public void leave(KubernetesObject object, String why) {
        left.put(object.key().toString(), new LeftObject(object.kind().kind(), object.namespace(), object.name(), why));
    }

    public Collection<LeftObject> left() {
        return left.values();
    }
}
