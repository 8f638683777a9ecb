package dev.hcpferry.common.bundle;

import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the bundle of one migration lies: {@code s3://<bucket>/<prefix>/<namespace>/<name>/<migrationId>/}.
 *
 * @param kmsKeyId SSE-KMS key; SSE-S3 when null
 */
public record BundleAddress(
        String bucket,
        String prefix,
        HostedClusterRef hostedCluster,
        String migrationId,
        @Nullable String kmsKeyId) {

    private static final String INDEX = "bundle.json";

    /** The start of the keys of all its objects. */
    S3Location folder() {
        return at("");
    }

    public S3Location request() {
        return at("request.json");
    }

    public S3Location snapshot() {
        return at("etcd/snapshot.db");
    }

    /** What is known of the snapshot; written after it, so that it can be recognised later. */
    S3Location snapshotFacts() {
        return at("etcd/snapshot.json");
    }

    /** The guest's nodes, while its API served. */
    S3Location nodes() {
        return at("nodes.json");
    }

    /** The start of the keys under which {@link BundleStore#checkBucket} begins an upload. */
    S3Location probe() {
        return at(".probe-");
    }

    public S3Location manifests() {
        return at("manifests.tar.gz");
    }

    public S3Location index() {
        return at(INDEX);
    }

    /** The bundle whose index this is; empty when that is not where a bundle of this hosted cluster would lie. */
    public static Optional<BundleAddress> ofIndex(S3Location index, HostedClusterRef hostedCluster) {
        Pattern place = Pattern.compile("(?:(?<prefix>.+)/)?" + Pattern.quote(hostedCluster.subject())
                + "/(?<id>[^/]+)/" + Pattern.quote(INDEX));
        Matcher found = place.matcher(index.key());
        if (!found.matches()) {
            return Optional.empty();
        }
        String prefix = Objects.requireNonNullElse(found.group("prefix"), "");
        return Optional.of(new BundleAddress(index.bucket(), prefix, hostedCluster, found.group("id"), null));
    }

    /** The start of the keys of all bundles of the hosted cluster. */
    String shelf() {
        String folder = hostedCluster.subject() + "/";
        return prefix.isEmpty() ? folder : prefix + "/" + folder;
    }

    /** Another bundle of the hosted cluster. */
    BundleAddress sibling(String id) {
        return new BundleAddress(bucket, prefix, hostedCluster, id, kmsKeyId);
    }

    private S3Location at(String path) {
        return new S3Location(bucket, shelf() + migrationId + "/" + path);
    }
}
