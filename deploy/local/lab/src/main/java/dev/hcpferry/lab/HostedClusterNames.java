package dev.hcpferry.lab;

/** The names by which the outside world knows a hosted cluster. */
public record HostedClusterNames(String namespace, String name, String infraId, String domain) {

    /** Namespace of the control plane's pods. */
    public String controlPlaneNamespace() {
        return namespace + "-" + name.replace('.', '-');
    }

    /** {@code <namespace>/<name>}: the key of this hosted cluster's events. */
    public String key() {
        return namespace + "/" + name;
    }

    public String apiHost() {
        return host("api");
    }

    public String host(String service) {
        return service + "-" + name + "." + domain;
    }
}
