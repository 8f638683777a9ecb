package dev.hcpferry.backup.preflight;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.SourceInventory;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.hypershift.EtcdMembers;
import dev.hcpferry.common.hypershift.ExternalDns;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.hypershift.Workload;
import dev.hcpferry.common.migration.DnsZones;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.PhaseFailure;
import java.util.List;

/**
 * What the checks look at. Each thing is read once for all of them. A check that asks for something that another check has found
 * wanting ends there, as {@link Unfounded}; those others ask for the {@code proven…} things, which say why themselves.
 */
public final class Surroundings {
    private final MigrationContext context;
    private final Shared<Site> source;
    private final Shared<Site> destination;
    private final Shared<HostedCluster> hostedCluster;
    private final Shared<BundleAddress> bundle;
    private final Shared<String> zone;
    private final Shared<List<EtcdMember>> etcd;
    private final Shared<List<ExternalDns>> sourceExternalDns;
    private final Shared<Inventory> inventory;

    public Surroundings(MigrationContext context) {
        this.context = context;
        source = new Shared<>(() -> ClusterAccess.prove(context.source()));
        destination = new Shared<>(() -> ClusterAccess.prove(context.destination()));
        hostedCluster = new Shared<>(() -> source().hostedCluster().orElseThrow(() -> BackupContext.notFound(context)));
        bundle = new Shared<>(context::bundleAddress);
        zone = new Shared<>(() -> DnsZones.zoneOf(context, hostedCluster()));
        etcd = new Shared<>(() -> askTwice(new EtcdMembers(context.systems().etcd(), source())));
        sourceExternalDns = new Shared<>(() -> ExternalDns.on(source().cluster()));
        inventory = new Shared<>(() -> SourceInventory.take(
                source(), hostedCluster(), context.request().scope()));
    }

    public MigrationContext context() {
        return context;
    }

    MigrationRequested request() {
        return context.request();
    }

    Site provenSource() throws InterruptedException {
        return source.get();
    }

    Site provenDestination() throws InterruptedException {
        return destination.get();
    }

    HostedCluster provenHostedCluster() throws InterruptedException {
        return hostedCluster.get();
    }

    BundleAddress provenBundleAddress() throws InterruptedException {
        return bundle.get();
    }

    String provenZone() throws InterruptedException {
        return zone.get();
    }

    Site source() throws InterruptedException {
        return founded(source, "the source can't be used");
    }

    Site destination() throws InterruptedException {
        return founded(destination, "the destination can't be used");
    }

    HostedCluster hostedCluster() throws InterruptedException {
        return founded(hostedCluster, "there is no such HostedCluster on the source");
    }

    BundleAddress bundleAddress() throws InterruptedException {
        return founded(bundle, "no bucket is named");
    }

    String zone() throws InterruptedException {
        return founded(zone, "there is no zone");
    }

    /** Whether pods of etcd are being replaced just now. */
    boolean etcdRollsOut() throws InterruptedException {
        return source().etcd().map(Workload::rollsOut).orElse(false);
    }

    /** What each etcd member says of itself. */
    public List<EtcdMember> etcd() throws InterruptedException {
        return etcd.get();
    }

    List<ExternalDns> sourceExternalDns() throws InterruptedException {
        return sourceExternalDns.get();
    }

    /** What would travel, and what would not. */
    public Inventory inventory() throws InterruptedException {
        return inventory.get();
    }

    /** Silence alone proves little: a leader may just be elected, or this process may have been frozen. */
    private static List<EtcdMember> askTwice(EtcdMembers members) throws InterruptedException {
        try {
            return members.ask();
        } catch (EtcdException silent) {
            return members.ask();
        }
    }

    private static <T> T founded(Shared<T> shared, String missing) throws InterruptedException {
        try {
            return shared.get();
        } catch (PhaseFailure toldByItsOwnCheck) {
            throw new Unfounded(missing);
        }
    }
}
