package dev.hcpferry.common.migration;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.cluster.FencedManagementCluster;
import dev.hcpferry.common.cluster.LeaseFences.HeldLease;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.common.phase.PhaseRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What every phase knows of its migration: the request, both sites, the lease and the guest. Safe for threads; steps of side by
 * side branches share it.
 */
public class MigrationContext implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MigrationContext.class);

    private final MigrationRequested request;
    private final PhaseRun run;
    private final Systems systems;
    private final Map<String, Instant> waitingSince = new ConcurrentHashMap<>();
    private volatile @Nullable HeldLease lease;

    public MigrationContext(MigrationRequested request, PhaseRun run, Systems systems) {
        this.request = request;
        this.run = run;
        this.systems = systems;
    }

    public MigrationRequested request() {
        return request;
    }

    public PhaseRun run() {
        return run;
    }

    public Systems systems() {
        return systems;
    }

    public HostedClusterRef ref() {
        return request.hostedCluster();
    }

    public String migrationId() {
        return request.migrationId();
    }

    /** @throws PhaseFailure UNKNOWN_MANAGEMENT_CLUSTER when the registry does not know the name */
    public Site source() {
        return site(request.source());
    }

    /** @throws PhaseFailure UNKNOWN_MANAGEMENT_CLUSTER when the registry does not know the name */
    public Site destination() {
        return site(request.destination());
    }

    /** Where this migration's bundle lies: the one to adopt, or the one that its backup writes. */
    public BundleAddress bundleAddress() {
        S3Location adopted = request.fromBundle();
        return adopted == null ? ownBundle() : adoptedBundle(adopted);
    }

    private BundleAddress adoptedBundle(S3Location index) {
        return BundleAddress.ofIndex(index, ref())
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.INVALID_REQUEST,
                        index + " does not lie where a bundle of " + ref() + " would",
                        "name the bundle.json of a bundle of " + ref() + " in fromBundle"));
    }

    private BundleAddress ownBundle() {
        MigrationRequested.BundleOptions options = request.bundle();
        String bucket = options == null ? null : options.bucket();
        String prefix = options == null ? null : options.prefix();
        if (options == null || bucket == null || prefix == null) {
            throw new PhaseFailure(
                    ReasonCode.BUCKET_UNUSABLE,
                    "neither the request nor HCP_FERRY_BUNDLE_BUCKET names a bucket for the bundle",
                    "set HCP_FERRY_BUNDLE_BUCKET or the request's bundle.bucket, then publish the request again");
        }
        return new BundleAddress(bucket, prefix, ref(), migrationId(), options.kmsKeyId());
    }

    /** The guest's API, as the kubeconfig at this site says; empty while the site has none. Close it after use. */
    public Optional<GuestApi> guest(Site site) {
        return site.hostedCluster().flatMap(hostedCluster -> guest(site, hostedCluster));
    }

    private Optional<GuestApi> guest(Site site, HostedCluster hostedCluster) {
        return Kubeconfigs.of(site, hostedCluster).map(systems.guests()::open);
    }

    /** Whether the guest's API answers through the kubeconfig of this site. */
    public boolean guestAnswers(Site site) {
        Optional<GuestApi> opened = guest(site);
        if (opened.isEmpty()) {
            return false;
        }
        try (GuestApi guest = opened.get()) {
            return guest.ready();
        }
    }

    /** Whether this run asked for the first time so long ago whether it has waited for this. */
    public boolean hasWaited(String what, Duration time) {
        Instant now = systems.clock().instant();
        return !now.isBefore(waitingSince.computeIfAbsent(what, first -> now).plus(time));
    }

    /** From now on the phase acts only while it holds this lease. */
    public void guardWith(HeldLease held) {
        lease = held;
        run.guardWith(held);
    }

    public boolean holdsLease() {
        HeldLease held = lease;
        return held != null && held.held();
    }

    @Override
    public void close() {
        HeldLease held = lease;
        if (held != null) {
            held.close();
            LOG.debugf("Gave back the lease of %s", ref());
        }
    }

    private Site site(String name) {
        ManagementCluster cluster = systems.managementClusters()
                .find(name)
                .orElseThrow(() -> new PhaseFailure(
                        ReasonCode.UNKNOWN_MANAGEMENT_CLUSTER,
                        "no kubeconfig for management cluster " + name + "; known are "
                                + String.join(", ", systems.managementClusters().names()),
                        "add " + name + ".kubeconfig to the directory of management clusters, or correct the request"));
        return new Site(new FencedManagementCluster(cluster, () -> run.reasonToStop() == null), ref());
    }
}
