package dev.hcpferry.common.cluster;

import dev.hcpferry.common.phase.Fence;
import java.util.Optional;

/** One Lease per hosted cluster on the cluster being changed: {@code hcp-ferry-<infraId>} (CONTRACT "On the objects"). */
public interface LeaseFences {

    /**
     * Tries to take the lease for this holder. Once taken it is renewed in the background until released.
     *
     * @return empty while another holder has it
     */
    Optional<HeldLease> tryAcquire(ManagementCluster cluster, String namespace, String leaseName, String holder);

    /** A lease in hand. {@link #held()} turns false for good when it could not be renewed in time. */
    interface HeldLease extends Fence, AutoCloseable {
        /** Stops renewing and gives the lease back if it is still ours; never throws. */
        @Override
        void close();
    }
}
