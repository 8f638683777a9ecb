package dev.hcpferry.common.bundle;

import java.util.List;

/** All bundles of a hosted cluster, side by side in a bucket. */
public interface BundleShelf {

    /** Where bundles of the hosted cluster lie, complete or not, with the bucket and the prefix of this address. */
    List<BundleAddress> of(BundleAddress hostedCluster);

    /** Removes a bundle, its index first: what is left then is no bundle. One that is gone is gone. */
    void remove(BundleAddress bundle);
}
