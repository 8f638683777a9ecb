package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabHostedCluster;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.object.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Knows the world as it was before a migration, and says in what way the world after it is worse. */
public final class Judge {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Lab lab;
    private final World before;
    private final String source;
    private final String destination;

    /** The hosted clusters that migrate are to move from the cluster that serves them now to the other one. */
    public Judge(Lab lab, World before) {
        this.lab = lab;
        this.before = before;
        this.source = lab.servingClusters().contains(Lab.DESTINATION) ? Lab.DESTINATION : Lab.SOURCE;
        this.destination = source.equals(Lab.SOURCE) ? Lab.DESTINATION : Lab.SOURCE;
    }

    /** One sentence for every violation, lost writes of users included; none when the migration kept all its promises. */
    public List<String> verdict(Expectation expectation, Probe... probes) {
        World now = lab.world();
        boolean moved = expectation != Expectation.AT_HOME;
        String home = moved ? destination : source;
        List<String> found = new ArrayList<>();
        lab.violations().forEach(one -> found.add(one.toString()));
        if (!before.instances().equals(now.instances())) {
            found.add("the instances are " + now.instances() + ", were " + before.instances());
        }
        lab.hostedClusters().forEach(one -> found.addAll(guest(one, expectation, home, now)));
        found.addAll(DnsCheck.check(before, now, moving(), home));
        found.addAll(source(expectation, now));
        found.addAll(destination(moved, now));
        for (Probe probe : probes) {
            probe.report().lost().forEach(write -> found.add("the acknowledged write " + write + " is lost"));
        }
        return found;
    }

    /** The same, after the operators have had a while to finish what the migration left to them. */
    public List<String> lastVerdict(Expectation expectation, Probe... probes) throws InterruptedException {
        long begun = System.nanoTime();
        List<String> found = verdict(expectation, probes);
        while (!found.isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(LOOK_EVERY);
            found = verdict(expectation, probes);
        }
        return found;
    }

    private List<String> guest(LabHostedCluster one, Expectation expectation, String home, World now) {
        HostedClusterNames names = one.names();
        List<String> found = new ArrayList<>();
        if (!one.servingClusters().equals(List.of(home))) {
            found.add("the API of " + names.key() + " runs on " + one.servingClusters() + ", not on " + home);
        }
        GuestCheck.check(before.guest(names), now.guest(names), expectation == Expectation.MOVED)
                .forEach(what -> found.add(names.key() + ": " + what));
        return found;
    }

    private List<String> source(Expectation expectation, World now) {
        Map<String, Thing> was = before.at(source);
        Map<String, Thing> is = now.at(source);
        PlaceCheck check = new PlaceCheck(source, belongings()).neighboursUntouched(was, is);
        return (switch (expectation) {
                    case MOVED -> check.clean(was, is);
                    case RESTORED -> check;
                    case AT_HOME -> check.holds(was, is);
                })
                .found();
    }

    private List<String> destination(boolean moved, World now) {
        Map<String, Thing> was = before.at(source);
        Map<String, Thing> is = now.at(destination);
        PlaceCheck check = new PlaceCheck(destination, belongings())
                .neighboursUntouched(before.at(destination), is)
                .nothingElse(before.at(destination), was, is);
        return (moved ? check.holds(was, is) : check.clean(was, is)).found();
    }

    private Belongings belongings() {
        return new Belongings(moving(), before.at(source));
    }

    private List<HostedClusterNames> moving() {
        return lab.hostedClusters().stream().map(LabHostedCluster::names).toList();
    }
}
