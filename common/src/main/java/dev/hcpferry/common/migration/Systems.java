package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.cluster.LeaseFences;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.dns.DnsRecords;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.guest.Guests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Everything outside the process that a phase talks to. */
@ApplicationScoped
public class Systems {
    @Inject
    ManagementClusters managementClusters;

    @Inject
    BundleStore bundles;

    @Inject
    Etcd etcd;

    @Inject
    DnsRecords dns;

    @Inject
    Guests guests;

    @Inject
    LeaseFences leases;

    @Inject
    FerrySettings settings;

    private final InstantSource clock = InstantSource.system();

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

    public InstantSource clock() {
        return clock;
    }
}
