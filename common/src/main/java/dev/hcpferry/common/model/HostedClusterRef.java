package dev.hcpferry.common.model;

import java.util.Objects;

/** Which hosted cluster: the namespace and name of its {@code HostedCluster}, the same on source and destination. */
public record HostedClusterRef(String namespace, String name) {
    public HostedClusterRef {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /** {@code <namespace>/<name>}: record key, CloudEvents subject and metric label. */
    public String subject() {
        return namespace + "/" + name;
    }

    /** Where HyperShift runs the control plane (DOMAIN "Words"): dots in the name become dashes. */
    public String controlPlaneNamespace() {
        return namespace + "-" + name.replace('.', '-');
    }

    @Override
    public String toString() {
        return subject();
    }
}
