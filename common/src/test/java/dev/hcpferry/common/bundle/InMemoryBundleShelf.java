package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of an {@link InMemoryBundleStore}. */
public final class InMemoryBundleShelf implements BundleShelf {
    private final InMemoryBundleStore store;

    public InMemoryBundleShelf(InMemoryBundleStore store) {
        this.store = store;
    }

    @Override
    public List<BundleAddress> of(BundleAddress hostedCluster) {
        String shelf = hostedCluster.shelf();
        return store.locations().stream()
                .map(S3Location::key)
                .filter(key -> key.startsWith(shelf))
                .map(key -> key.substring(shelf.length(), key.indexOf('/', shelf.length())))
                .distinct()
                .map(hostedCluster::sibling)
                .toList();
    }

    @Override
    public void remove(BundleAddress bundle) {
        Stream.of(bundle.index(), bundle.snapshotFacts(), bundle.snapshot(), bundle.manifests(), bundle.request())
                .forEach(store::remove);
    }
}
