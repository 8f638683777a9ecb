package dev.hcpferry.common.cluster;

import org.jspecify.annotations.Nullable;

/** Which object of a cluster; {@code namespace} is null for kinds without one. */
public record ObjectKey(ResourceKind kind, @Nullable String namespace, String name) {

    @Override
    public String toString() {
        return namespace == null ? kind.kind() + " " + name : kind.kind() + " " + namespace + "/" + name;
    }
}
