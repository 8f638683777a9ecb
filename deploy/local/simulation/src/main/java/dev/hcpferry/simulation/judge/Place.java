package dev.hcpferry.simulation.judge;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One management cluster in the end, against what was on the source before. */
final class Place {
    private static final Set<String> BESIDE = Set.of("company-pull-secret", "example-service-account-key");

    private final String name;
    private final Objects before;
    private final Objects now;
    private final Scope scope;
    private final List<String> found = new ArrayList<>();

    Place(String name, Objects before, Objects now, Scope scope) {
        this.name = name;
        this.before = before;
        this.now = now;
        this.scope = scope;
    }

    List<String> found() {
        return found;
    }

    /** I4: all that must travel is here, equal, alive, and not paused. */
    void holdsEverything() {
        belongings().filter(this::travels).forEach(was -> {
            KubernetesObject is = now.byKey().get(was.key().toString());
            if (is == null) {
                tell("I4", was + " is missing");
                return;
            }
            compare("I4", was, is);
            if (Objects.isPaused(is) && !Objects.isPaused(was)) {
                tell("I5", is + " is left paused");
            }
            is.ownerReferences().stream()
                    .filter(owner -> !now.holdsUid(owner.uid()))
                    .forEach(owner -> tell("I4", is + " is owned by a " + owner.kind() + " that is not alive"));
        });
    }

    /** I5: everything is here as it was: same content, same replicas, same pause, no mark of a migration. */
    void isAsBefore() {
        Stream.concat(belongings(), before.byKey().values().stream().filter(own().and(Objects::isWorkload)))
                .forEach(was -> {
                    KubernetesObject is = now.byKey().get(was.key().toString());
                    if (is == null) {
                        tell("I5", was + " is missing");
                    } else if (Objects.isWorkload(was)) {
                        if (Workload.replicas(was) != Workload.replicas(is)) {
                            tell("I5", is + " has " + Workload.replicas(is) + " replicas");
                        }
                    } else {
                        compare("I5", was, is);
                        if (Objects.isPaused(is) != Objects.isPaused(was)) {
                            tell("I5", is + " is " + (Objects.isPaused(is) ? "left paused" : "not paused any more"));
                        }
                    }
                });
        now.byKey().values().stream()
                .filter(own().and(Objects::isMarked))
                .forEach(marked -> tell("I5", marked + " is still marked"));
    }

    /** Nothing of the hosted cluster is left here. */
    void holdsNothing() {
        now.byKey().values().stream()
                .filter(own().or(object ->
                        object.kind() == ResourceKind.NAMESPACE && object.name().equals(MigrationWorld.INSIDE)))
                .filter(object -> object.kind() != ResourceKind.LEASE)
                .filter(object -> !object.name().equals("example-admin-kubeconfig"))
                .findFirst()
                .ifPresent(left -> tell("I5", left + " is left"));
    }

    /** I7: what is not the hosted cluster's is what it was. */
    void neighbourUntouched(Objects was) {
        was.byKey().values().stream()
                .filter(own().negate())
                .filter(Place::isNeighbour)
                .forEach(object -> {
                    KubernetesObject is = now.byKey().get(object.key().toString());
                    if (is == null || !Objects.whole(is).equals(Objects.whole(object))) {
                        tell("I7", object + (is == null ? " is gone" : " has changed"));
                    }
                });
    }

    private static boolean isNeighbour(KubernetesObject object) {
        return object.kind() != ResourceKind.NAMESPACE || !object.name().equals(MigrationWorld.INSIDE);
    }

    private void compare(String invariant, KubernetesObject was, KubernetesObject is) {
        if (is.deleting()) {
            tell(invariant, is + " is being deleted");
        }
        if (!Objects.essence(is).equals(Objects.essence(was))) {
            tell(invariant, is + " differs");
        }
        if (!Objects.owners(is).equals(Objects.owners(was)) && was.kind() != ResourceKind.NAMESPACE) {
            tell(invariant, is + " is owned by " + Objects.owners(is) + ", not by " + Objects.owners(was));
        }
    }

    private Stream<KubernetesObject> belongings() {
        return before.byKey().values().stream()
                .filter(own())
                .filter(object -> Inventory.CONTROL_PLANE_KINDS.contains(object.kind())
                        || object.kind() == ResourceKind.HOSTED_CLUSTER
                        || object.kind() == ResourceKind.NODE_POOL)
                .filter(object -> !object.name().equals("example-admin-kubeconfig"));
    }

    private boolean travels(KubernetesObject object) {
        return scope == Scope.CONTROL_PLANE_AND_NODES || !Inventory.NODE_KINDS.contains(object.kind());
    }

    /** What belongs to the hosted cluster. */
    private static Predicate<KubernetesObject> own() {
        return object -> MigrationWorld.INSIDE.equals(object.namespace())
                || (MigrationWorld.REF.namespace().equals(object.namespace())
                        && (object.name().equals(MigrationWorld.REF.name())
                                || object.name().equals("workers")
                                || object.name().equals("example-admin-kubeconfig")
                                || BESIDE.contains(object.name())));
    }

    private void tell(String invariant, String what) {
        found.add(invariant + ": on " + name + " " + what);
    }
}
