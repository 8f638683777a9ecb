package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.bundle.ReadOnlyBundleStore;
import dev.hcpferry.common.cluster.LeaseFences;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.cluster.ReadOnlyManagementClusters;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.dns.DnsRecords;
import dev.hcpferry.common.dns.ReadOnlyDnsRecords;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.guest.Guests;
import dev.hcpferry.common.guest.ReadOnlyGuests;
import dev.hcpferry.common.phase.Time;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Everything outside the process that a phase talks to. */
@ApplicationScoped
public class Systems {
    private final ManagementClusters managementClusters;
    private final BundleStore bundles;
    private final Etcd etcd;
    private final DnsRecords dns;
    private final Guests guests;
    private final LeaseFences leases;
    private final FerrySettings settings;
    private final Time clock;

    @Inject
    public Systems(
            ManagementClusters managementClusters,
            BundleStore bundles,
            Etcd etcd,
            DnsRecords dns,
            Guests guests,
            LeaseFences leases,
            FerrySettings settings,
            Time clock) {
        this.managementClusters = managementClusters;
        this.bundles = bundles;
        this.etcd = etcd;
        this.dns = dns;
        this.guests = guests;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same systems for somebody who may only look: what would change one of them throws, and no lease can be taken. */
    public Systems readOnly() {
        return new Systems(
                new ReadOnlyManagementClusters(managementClusters),
                new ReadOnlyBundleStore(bundles),
                etcd,
                new ReadOnlyDnsRecords(dns),
                new ReadOnlyGuests(guests),
                (cluster, namespace, leaseName, holder) -> {
                    throw new UnsupportedOperationException(
                            "only looking is allowed here: refused to take " + leaseName);
                },
                settings,
                clock);
    }

    public ManagementClusters managementClusters() {
        return managementClusters;
    }

    public BundleStore bundles() {
        return bundles;
    }

    public Etcd etcd() {
        return etcd;
    }

    public DnsRecords dns() {
        return dns;
    }

    public Guests guests() {
        return guests;
    }

    public LeaseFences leases() {
        return leases;
    }

    public FerrySettings settings() {
        return settings;
    }

    public Time clock() {
        return clock;
    }
}
