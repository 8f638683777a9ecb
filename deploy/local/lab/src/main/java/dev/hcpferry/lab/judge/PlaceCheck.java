package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of one management cluster, against what they were or should have become. */
final class PlaceCheck {

    private static final Set<Kind> WORKLOADS = Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET);

    private final String cluster;
    private final Belongings belongings;
    private final List<String> found = new ArrayList<>();

    PlaceCheck(String cluster, Belongings belongings) {
        this.cluster = cluster;
        this.belongings = belongings;
    }

    List<String> found() {
        return found;
    }

    /** What is not the hosted cluster's must be there, and be what it was; a namespace where nobody else lives may go. */
    PlaceCheck neighboursUntouched(Map<String, Thing> before, Map<String, Thing> now) {
        boolean alone = belongings.aloneInNamespace(before);
        before.forEach((label, was) -> {
            if (belongings.own(was) || (alone && belongings.ofNamespace(was))) {
                return;
            }
            Thing is = now.get(label);
            if (is == null) {
                tell("neighbour's " + label + " is gone");
            } else if (!is.uid().equals(was.uid())) {
                tell("neighbour's " + label + " was deleted and made again");
            } else {
                Comparison.differences(was, is).forEach(one -> tell("neighbour's " + label + " changed: " + one));
            }
        });
        return this;
    }

    /** Everything of the hosted cluster is here; what no operator could rebuild is equal; owners are alive; nothing is paused. */
    PlaceCheck holds(Map<String, Thing> before, Map<String, Thing> now) {
        for (Thing was : belongings.of(before)) {
            Thing is = now.get(was.label());
            if (Belongings.generated(was)) {
                continue;
            }
            if (is == null) {
                tell(was.label() + " is missing");
            } else {
                compare(was, is);
            }
        }
        belongings.of(now).forEach(thing -> living(thing, now));
        return this;
    }

    /** Nothing that came along uninvited. */
    PlaceCheck nothingElse(Map<String, Thing> here, Map<String, Thing> there, Map<String, Thing> now) {
        now.forEach((label, is) -> {
            Thing original = there.get(label);
            boolean copy = original != null
                    && Belongings.generated(original)
                    && original.at("/data").size() > 0
                    && original.at("/data").equals(is.at("/data"))
                    && !is.name().equals("kube-root-ca.crt");
            if (copy || (!here.containsKey(label) && original != null && !belongings.own(original) && !allowed(is))) {
                tell(label + " came along uninvited");
            }
        });
        return this;
    }

    /** Nothing of the hosted cluster is left. */
    PlaceCheck clean(Map<String, Thing> before, Map<String, Thing> now) {
        for (Thing was : belongings.of(before)) {
            if (now.containsKey(was.label())) {
                tell(was.label() + " is left");
            }
        }
        return this;
    }

    private void compare(Thing was, Thing is) {
        if (is.deleting()) {
            tell(is.label() + " is being deleted");
        }
        if (belongings.irreplaceable(was)) {
            Comparison.differences(was, is).forEach(one -> tell(is.label() + " differs: " + one));
            if (!owners(was).equals(owners(is))) {
                tell(is.label() + " is owned by " + owners(is) + ", not by " + owners(was));
            }
        } else if (WORKLOADS.contains(was.kind()) && was.number("/spec/replicas") != is.number("/spec/replicas")) {
            tell(is.label() + " has " + is.number("/spec/replicas") + " replicas, not " + was.number("/spec/replicas"));
        }
        if (Comparison.isPaused(is) && !Comparison.isPaused(was)) {
            tell(is.label() + " is left paused");
        }
    }

    private void living(Thing thing, Map<String, Thing> now) {
        for (OwnerReference owner : thing.owners()) {
            if (now.values().stream().noneMatch(one -> one.uid().equals(owner.uid()))) {
                tell(thing.label() + " is owned by " + owner.kind() + " " + owner.name()
                        + " under a UID that is not alive");
            }
        }
    }

    /** A namespace that the hosted cluster needs, and what every namespace has. */
    private static boolean allowed(Thing thing) {
        return thing.kind() == Kind.NAMESPACE || Belongings.generated(thing);
    }

    private static List<String> owners(Thing thing) {
        return thing.owners().stream()
                .map(one -> one.kind() + " " + one.name() + (one.controller() ? " (controller)" : ""))
                .sorted()
                .toList();
    }

    private void tell(String what) {
        found.add(cluster + ": " + what);
    }
}
