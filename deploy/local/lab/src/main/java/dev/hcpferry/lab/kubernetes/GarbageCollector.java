package dev.hcpferry.lab.kubernetes;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Deletes objects none of whose owners is alive; an owner is known by its UID. */
public final class GarbageCollector extends Controller {

    /** Copies of the owner's kind may lag behind those of the dependent's. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Set<Kind> kinds;
    private final Map<String, Long> orphanedSince = new HashMap<>();
    private long lookedAt;

    public GarbageCollector(String cluster, Objects objects, Set<Kind> kinds) {
        super(cluster + "-garbage-collector", objects, INTERVAL);
        this.kinds = kinds;
    }

    @Override
    protected void reconcile() {
        if (System.nanoTime() - lookedAt >= INTERVAL.toNanos()) {
            lookedAt = System.nanoTime();
            kinds.forEach(kind -> each(objects.list(kind), this::collect));
        }
    }

    private void collect(Thing thing) {
        if (!thing.hasOwners() || thing.deleting() || thing.owners().stream().anyMatch(one -> known(thing, one))) {
            orphanedSince.remove(thing.uid());
            return;
        }
        long since = orphanedSince.computeIfAbsent(thing.uid(), uid -> System.nanoTime());
        if (System.nanoTime() - since > PATIENCE.toNanos()
                && thing.owners().stream().noneMatch(one -> alive(thing, one))) {
            objects.delete(thing);
        }
    }

    private boolean known(Thing thing, OwnerReference owner) {
        Kind kind = Kind.of(owner.apiVersion(), owner.kind());
        return objects.find(kind, namespace(kind, thing), owner.name())
                .filter(found -> found.uid().equals(owner.uid()))
                .isPresent();
    }

    private boolean alive(Thing thing, OwnerReference owner) {
        Kind kind = Kind.of(owner.apiVersion(), owner.kind());
        return objects.uidOf(kind, namespace(kind, thing), owner.name())
                .filter(owner.uid()::equals)
                .isPresent();
    }

    private static String namespace(Kind kind, Thing dependent) {
        return kind.resource().namespaced() ? dependent.namespace() : "";
    }
}
