package dev.hcpferry.simulation.judge;

import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.simulation.world.EtcdData;
import dev.hcpferry.simulation.world.Side;
import dev.hcpferry.simulation.world.Universe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which of the invariants I1 to I8 a run has broken. Looks at the world and at what was told, never into the product; what has
 * to be seen while it happens, the world itself has seen.
 */
public final class Judge {
    private static final List<String> SECRETS =
            List.of("c2VjcmV0", "Z3Vlc3Q=", "signed-for", "s3.example.com", "dockerconfigjson");

    private final Universe universe;
    private final Scope scope;
    private final CleanupPolicy cleanup;
    private final Objects sourceBefore;
    private final Objects destinationBefore;
    private final Set<String> instancesBefore;

    /** Made before anything happens: what is there then is what has to be there in the end. */
    public Judge(Universe universe, Scope scope, CleanupPolicy cleanup) {
        this.universe = universe;
        this.scope = scope;
        this.cleanup = cleanup;
        this.sourceBefore = Objects.of(universe.source().cluster());
        this.destinationBefore = Objects.of(universe.destination().cluster());
        this.instancesBefore = universe.instances();
    }

    /** The promises that are broken; empty when all are kept. */
    public List<String> verdict(History history, boolean stuck) {
        List<String> broken = new ArrayList<>(universe.violations().all());
        if (stuck || !history.unended().isEmpty()) {
            broken.add("I6: no end is in sight: " + history.states());
        }
        unfinished(history).forEach(what -> broken.add("I6: " + what));
        if (!universe.instances().equals(instancesBefore)) {
            broken.add("I3: the instances are " + universe.instances());
        }
        SECRETS.stream()
                .filter(secret -> history.texts().stream().anyMatch(text -> text.contains(secret)))
                .forEach(secret -> broken.add("I8: an event holds " + secret));
        if ((cleanup == CleanupPolicy.NEVER && history.tells(EventType.SOURCE_CLEANED))
                || (cleanup == CleanupPolicy.AFTER_APPROVAL && history.cleanedUnapproved())) {
            broken.add("I4: the source was removed without anybody's word");
        }
        broken.addAll(places(history));
        return List.copyOf(broken);
    }

    private List<String> places(History history) {
        Place source = new Place(
                universe.source().name(),
                sourceBefore,
                Objects.of(universe.source().cluster()),
                scope);
        Place destination = new Place(
                universe.destination().name(),
                sourceBefore,
                Objects.of(universe.destination().cluster()),
                scope);
        source.neighbourUntouched(sourceBefore);
        destination.neighbourUntouched(destinationBefore);
        List<String> broken = new ArrayList<>();
        if (history.tells(EventType.RESTORE_COMPLETED)) {
            destination.holdsEverything();
            broken.addAll(serves(universe.destination()));
            if (history.tells(EventType.SOURCE_CLEANED)) {
                source.holdsNothing();
            }
        } else if (history.held()) {
            broken.addAll(nothingLost());
        } else {
            source.isAsBefore();
            destination.holdsNothing();
            broken.addAll(serves(universe.source()));
        }
        broken.addAll(source.found());
        broken.addAll(destination.found());
        return broken;
    }

    private List<String> serves(Side side) {
        List<String> broken = new ArrayList<>();
        if (universe.traffic().findForNodes().filter(side::equals).isEmpty()) {
            broken.add("I6: the nodes of " + MigrationWorld.REF + " do not reach " + side.name());
        }
        if (universe.traffic().find().filter(side::equals).isEmpty()) {
            broken.add("I6: the guest API of " + MigrationWorld.REF + " does not answer through " + side.name());
        }
        missing(side).ifPresent(broken::add);
        return broken;
    }

    private List<String> nothingLost() {
        Optional<String> atSource = missing(universe.source());
        return atSource.isEmpty() || missing(universe.destination()).isEmpty() ? List.of() : List.of(atSource.get());
    }

    private Optional<String> missing(Side side) {
        Set<String> lost = new LinkedHashSet<>(universe.traffic().acknowledged());
        lost.removeAll(side.volume().map(EtcdData::writes).orElse(Set.of()));
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("I2: " + side.name() + " lacks " + lost.size() + " acknowledged writes, "
                        + lost.iterator().next() + " first");
    }

    /** A phase that should have begun and has not. */
    private List<String> unfinished(History history) {
        List<String> unfinished = new ArrayList<>();
        history.migrations(EventType.BACKUP_COMPLETED).stream()
                .distinct()
                .filter(id -> !history.states().containsKey(id + " RESTORE"))
                .forEach(id -> unfinished.add(id + " was never restored"));
        history.migrations(EventType.RESTORE_COMPLETED).stream()
                .distinct()
                .filter(id ->
                        cleanup != CleanupPolicy.NEVER && !history.states().containsKey(id + " CLEANUP"))
                .forEach(id -> unfinished.add(id + " was never cleaned up"));
        history.migrations(EventType.MIGRATION_REQUESTED).stream()
                .distinct()
                .filter(id -> !history.states().containsKey(id + " BACKUP"))
                .forEach(id -> unfinished.add(id + " was never begun"));
        if (history.dryRunAsked() && !history.tells(EventType.PREFLIGHT_COMPLETED)) {
            unfinished.add("the dry run was never answered");
        }
        return unfinished;
    }
}
