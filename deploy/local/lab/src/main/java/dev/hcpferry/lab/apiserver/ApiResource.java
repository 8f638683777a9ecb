package dev.hcpferry.lab.apiserver;

/**
 * One kind that an API server serves.
 *
 * @param group empty for the core group
 * @param custom defined by a CustomResourceDefinition; such kinds differ in details, as on the real server
 * @param status whether it has a status subresource
 */
public record ApiResource(
        String group, String version, String kind, String plural, boolean namespaced, boolean custom, boolean status) {

    public static ApiResource builtIn(String group, String version, String kind, String plural, boolean status) {
        return new ApiResource(group, version, kind, plural, true, false, status);
    }

    public static ApiResource custom(String group, String version, String kind, String plural) {
        return new ApiResource(group, version, kind, plural, true, true, true);
    }

    /** The same kind without namespaces. */
    public ApiResource clusterScoped() {
        return new ApiResource(group, version, kind, plural, false, custom, status);
    }

    /** As in {@code apiVersion}. */
    public String groupVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As in error messages. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean isNamespace() {
        return group.isEmpty() && kind.equals("Namespace");
    }

    boolean isPod() {
        return group.isEmpty() && kind.equals("Pod");
    }
}
