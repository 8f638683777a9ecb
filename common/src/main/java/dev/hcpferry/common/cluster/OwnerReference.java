package dev.hcpferry.common.cluster;

import java.util.Optional;

/** An entry of {@code metadata.ownerReferences}. */
public record OwnerReference(
        String apiVersion, String kind, String name, String uid, boolean controller, boolean blockOwnerDeletion) {

    public Optional<ResourceKind> resourceKind() {
        return ResourceKind.of(apiVersion, kind);
    }

    public OwnerReference withUid(String newUid) {
        return new OwnerReference(apiVersion, kind, name, newUid, controller, blockOwnerDeletion);
    }
}
