package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.guest.Probe;
import java.util.ArrayList;
import java.util.List;

/** Knows the world as it was before a migration, and says in what way the world after it is worse. */
public final class Judge {

    private final Lab lab;
    private final World before;

    public Judge(Lab lab, World before) {
        this.lab = lab;
        this.before = before;
    }

    /** One sentence for every violation; none when the migration kept all its promises. */
    public List<String> verdict(Expectation expectation) {
        World now = lab.world();
        boolean moved = expectation != Expectation.AT_HOME;
        String home = moved ? Lab.DESTINATION : Lab.SOURCE;
        List<String> found = new ArrayList<>();
        lab.violations().forEach(one -> found.add(one.toString()));
        if (!lab.servingClusters().equals(List.of(home))) {
            found.add("the guest API runs on " + lab.servingClusters() + ", not on " + home);
        }
        if (!before.instances().equals(now.instances())) {
            found.add("the instances are " + now.instances() + ", were " + before.instances());
        }
        found.addAll(GuestCheck.check(before.guest(), now.guest(), expectation == Expectation.MOVED));
        found.addAll(DnsCheck.check(before, now, lab.hostedCluster(), home));
        found.addAll(source(expectation, now));
        found.addAll(destination(moved, now));
        return found;
    }

    /** The same, and the writes of a user that are lost. */
    public List<String> verdict(Expectation expectation, Probe probe) {
        List<String> found = new ArrayList<>(verdict(expectation));
        probe.report().lost().forEach(write -> found.add("the acknowledged write " + write + " is lost"));
        return found;
    }

    private List<String> source(Expectation expectation, World now) {
        PlaceCheck check = new PlaceCheck(Lab.SOURCE, belongings()).neighboursUntouched(before.source(), now.source());
        return (switch (expectation) {
                    case MOVED -> check.clean(before.source(), now.source());
                    case RESTORED -> check;
                    case AT_HOME -> check.holds(before.source(), now.source());
                })
                .found();
    }

    private List<String> destination(boolean moved, World now) {
        PlaceCheck check = new PlaceCheck(Lab.DESTINATION, belongings())
                .neighboursUntouched(before.destination(), now.destination())
                .nothingElse(before.destination(), before.source(), now.destination());
        return (moved
                        ? check.holds(before.source(), now.destination())
                        : check.clean(before.source(), now.destination()))
                .found();
    }

    private Belongings belongings() {
        return new Belongings(lab.hostedCluster(), before.source());
    }
}
