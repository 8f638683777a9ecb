package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.S3Location;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/** Bundles in Amazon S3 or a store that speaks its language: one folder each. */
@ApplicationScoped
public class S3BundleShelf implements BundleShelf {
    private static final String SLASH = "/";

    private final S3Client s3;

    public S3BundleShelf(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public List<BundleAddress> of(BundleAddress hostedCluster) {
        String shelf = hostedCluster.shelf();
        return BundleObjects.call(
                hostedCluster.bucket(),
                () -> s3
                        .listObjectsV2Paginator(list -> list.bucket(hostedCluster.bucket())
                                .prefix(shelf)
                                .delimiter(SLASH))
                        .commonPrefixes()
                        .stream()
                        .map(CommonPrefix::prefix)
                        .map(folder -> folder.substring(shelf.length(), folder.length() - SLASH.length()))
                        .map(hostedCluster::sibling)
                        .toList());
    }

    @Override
    public void remove(BundleAddress bundle) {
        BundleObjects objects = new BundleObjects(s3);
        Stream.<S3Location>of(
                        bundle.index(), bundle.snapshotFacts(), bundle.snapshot(), bundle.manifests(), bundle.request())
                .forEach(objects::delete);
    }
}
