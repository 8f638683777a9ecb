package dev.hcpferry.simulation.world;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with the world for as long as it is set. */
public final class Faults {
    private boolean restoresEmpty;
    private boolean restoresSplit;
    private boolean restoresLess;
    private final Set<String> dnsAway = ConcurrentHashMap.newKeySet();
    private boolean operatorAway;
    private boolean rescales;

    /** From now on an etcd that is restored comes up without data. */
    public void restoreEmpty() {
        restoresEmpty = true;
    }

    /** From now on the members of an etcd that is restored do not know of each other. */
    public void restoreSplit() {
        restoresSplit = true;
    }

    /** Sabotage: from now on an etcd that is restored lacks a write and does not say so. */
    public void restoreLess() {
        restoresLess = true;
    }

    /** Whether ExternalDNS of a management cluster works. */
    public void dnsAway(String managementCluster, boolean away) {
        if (away) {
            dnsAway.add(managementCluster);
        } else {
            dnsAway.remove(managementCluster);
        }
    }

    /** Whether the hypershift-operators work. */
    public void operatorAway(boolean away) {
        operatorAway = away;
    }

    /** Sabotage: the control-plane-operator does not care for pauses. */
    public void rescale() {
        rescales = true;
    }

    boolean restoresEmpty() {
        return restoresEmpty;
    }

    boolean restoresSplit() {
        return restoresSplit;
    }

    boolean restoresLess() {
        return restoresLess;
    }

    boolean dnsIsAway(String managementCluster) {
        return dnsAway.contains(managementCluster);
    }

    boolean operatorIsAway() {
        return operatorAway;
    }

    boolean rescales() {
        return rescales;
    }
}
