package dev.hcpferry.common.hypershift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a {@code HostedCluster} object says, in the words of a migration. */
public record HostedCluster(KubernetesObject object) {
    private static final String SERVICES = "/spec/services";
    private static final String RESTORE_URL = "restoreSnapshotURL";

    public String name() {
        return object.name();
    }

    public String infraId() {
        return object.text("/spec/infraID").orElse("");
    }

    public String platform() {
        return object.text("/spec/platform/type").orElse("");
    }

    public String region() {
        return object.text("/spec/platform/aws/region").orElse("");
    }

    public boolean isPublic() {
        return !"Private".equals(endpointAccess());
    }

    public boolean isPrivate() {
        return !"Public".equals(endpointAccess());
    }

    public boolean managedEtcd() {
        return object.text("/spec/etcd/managementType")
                .filter("Managed"::equals)
                .isPresent();
    }

    /** Where its OIDC documents are; the identity of its AWS roles. */
    public Optional<String> issuerUrl() {
        return object.text("/spec/issuerURL");
    }

    /** The StorageClass that etcd's volumes ask for; empty when they take the cluster's default. */
    public Optional<String> etcdStorageClass() {
        return object.text("/spec/etcd/managed/storage/persistentVolume/storageClassName");
    }

    /** How many etcd members HyperShift runs for it. */
    public int etcdMembers() {
        boolean highlyAvailable = object.text("/spec/controllerAvailabilityPolicy")
                .map("HighlyAvailable"::equals)
                .orElse(true);
        return highlyAvailable ? 3 : 1;
    }

    /** The fixed hostname of the API server, if it has one. */
    public Optional<String> apiHostname() {
        for (JsonNode service : object.at(SERVICES)) {
            if ("APIServer".equals(service.path("service").asText())) {
                return hostname(service);
            }
        }
        return Optional.empty();
    }

    /** All fixed hostnames of its services: those that ExternalDNS publishes. */
    public Set<String> serviceHosts() {
        Set<String> hosts = new LinkedHashSet<>();
        object.at(SERVICES).forEach(service -> hostname(service).ifPresent(hosts::add));
        return hosts;
    }

    /** Name of the Secret with the administrator's kubeconfig, in the HostedCluster's namespace. */
    public String kubeconfigSecret() {
        return object.text("/status/kubeconfig/name").orElse(name() + "-admin-kubeconfig");
    }

    public boolean paused() {
        return Pause.of(object).isPresent();
    }

    /** The id of the migration that owns it. */
    public Optional<String> owner() {
        return object.annotation(OwnershipMarks.MIGRATION);
    }

    /** Where its etcd is restored from, or was once. */
    public static Optional<String> restoreUrl(KubernetesObject hostedClusterOrControlPlane) {
        return hostedClusterOrControlPlane.text("/spec/etcd/managed/storage/" + RESTORE_URL + "/0");
    }

    /** Sets where etcd is restored from; also of a HostedControlPlane, which must carry the same URL (DOMAIN "restoreSnapshotURL"). */
    public static void setRestoreUrl(KubernetesObject hostedClusterOrControlPlane, String url) {
        hostedClusterOrControlPlane
                .json()
                .withObject("/spec/etcd/managed/storage")
                .putArray(RESTORE_URL)
                .add(url);
    }

    /** Removes the URL of an earlier migration. */
    public static void removeRestoreUrl(KubernetesObject hostedClusterOrControlPlane) {
        if (restoreUrl(hostedClusterOrControlPlane).isPresent()) {
            hostedClusterOrControlPlane
                    .json()
                    .withObject("/spec/etcd/managed/storage")
                    .remove(RESTORE_URL);
        }
    }

    private String endpointAccess() {
        return object.text("/spec/platform/aws/endpointAccess").orElse("Public");
    }

    private static Optional<String> hostname(JsonNode service) {
        JsonNode strategy = service.path("servicePublishingStrategy");
        for (String type : new String[] {"route", "loadBalancer"}) {
            String hostname = strategy.path(type).path("hostname").asText();
            if (!hostname.isBlank()) {
                return Optional.of(hostname);
            }
        }
        return Optional.empty();
    }
}
