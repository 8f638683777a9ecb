package dev.hcpferry.backup.preflight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.backup.FakeDns;
import dev.hcpferry.backup.World;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that can be wrong with a world, each with the check that has to say so, and what it says. */
final class Flaws {
    private Flaws() {}

    /** What is wrong with the world, and which check says so. */
    record Row(String wrong, Consumer<World> breakIt, Class<? extends PreflightCheck> check, String expected) {
        @Override
        public String toString() {
            return wrong;
        }
    }

    static Stream<Row> failures() {
        return Stream.of(
                failing(
                        "one cluster twice",
                        world -> world.destinationName = "mgmt-a",
                        RequestConsistent.class,
                        "INVALID_REQUEST"),
                failing(
                        "unknown source",
                        world -> world.unregister("mgmt-a"),
                        SourceReachable.class,
                        "UNKNOWN_MANAGEMENT_CLUSTER"),
                failing(
                        "source cut off",
                        world -> world.source.setUnreachable(true),
                        SourceReachable.class,
                        "MANAGEMENT_CLUSTER_UNREACHABLE"),
                failing(
                        "unknown destination",
                        world -> world.unregister("mgmt-b"),
                        DestinationReachable.class,
                        "UNKNOWN_MANAGEMENT_CLUSTER"),
                failing(
                        "destination cut off",
                        world -> world.destination.setUnreachable(true),
                        DestinationReachable.class,
                        "MANAGEMENT_CLUSTER_UNREACHABLE"),
                failing(
                        "NodePools can't be deleted on the source",
                        world -> world.source.deny("delete nodepools.hypershift.openshift.io in clusters"),
                        SourcePermissions.class,
                        "PERMISSION_MISSING on mgmt-a this is not allowed: delete nodepools.hypershift.openshift.io in clusters"),
                failing(
                        "no port-forward on the destination",
                        world -> world.destination.deny("create pods/portforward in clusters-example"),
                        DestinationPermissions.class,
                        "PERMISSION_MISSING on mgmt-b this is not allowed: create pods/portforward in clusters-example"),
                failing(
                        "no such hosted cluster",
                        world -> world.remove(world.source, ResourceKind.HOSTED_CLUSTER, "clusters", "example"),
                        HostedClusterFound.class,
                        "HOSTED_CLUSTER_NOT_FOUND"),
                failing(
                        "another platform",
                        spec("/platform", "type", "Azure"),
                        PlatformSupported.class,
                        "PLATFORM_NOT_SUPPORTED"),
                failing(
                        "no API hostname",
                        hostedCluster(object -> object.spec().putArray("services")),
                        ApiHostnameFixed.class,
                        "NO_STABLE_API_HOSTNAME"),
                failing(
                        "etcd of somebody else",
                        spec("/etcd", "managementType", "Unmanaged"),
                        EtcdManaged.class,
                        "UNMANAGED_ETCD"),
                failing(
                        "another migration",
                        hostedCluster(object -> object.annotate(OwnershipMarks.MIGRATION, "m0")),
                        NotBeingMigrated.class,
                        "ALREADY_BEING_MIGRATED clusters/example belongs to migration m0"),
                failing(
                        "broken identity provider",
                        condition("ValidAWSIdentityProvider", "False"),
                        IdentityProviderValid.class,
                        "IDENTITY_PROVIDER_INVALID"),
                failing(
                        "lost encryption key",
                        world -> world.remove(world.source, ResourceKind.SECRET, "clusters", "example-encryption-key"),
                        SecretEncryptionKeys.class,
                        "ENCRYPTION_KEY_MISSING Secret example-encryption-key"),
                failing(
                        "KMS without a key",
                        spec("/secretEncryption", "type", "kms"),
                        SecretEncryptionKeys.class,
                        "ENCRYPTION_KEY_MISSING spec.secretEncryption.kms.aws names no active key"),
                failing(
                        "HostedCluster on the destination",
                        world -> world.destination.createIfAbsent(
                                KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, "clusters", "example")),
                        DestinationFree.class,
                        "DESTINATION_OCCUPIED mgmt-b holds HostedCluster clusters/example already"),
                failing(
                        "namespace on the destination",
                        world -> world.destination.createIfAbsent(
                                KubernetesObject.create(ResourceKind.NAMESPACE, null, "clusters-example")),
                        DestinationFree.class,
                        "DESTINATION_OCCUPIED mgmt-b holds namespace clusters-example already"),
                failing(
                        "CRD missing",
                        world -> world.destination.forget(ResourceKind.AWS_MACHINE),
                        DestinationServesKinds.class,
                        "CRD_MISSING mgmt-b does not serve AWSMachine infrastructure.cluster.x-k8s.io/v1beta2"),
                failing("other region", spec("/platform/aws", "region", "eu-west-1"), SameRegion.class, "OTHER_REGION"),
                failing(
                        "other HyperShift",
                        operatorImage("hypershift-operator:4.19"),
                        SameHyperShift.class,
                        "HYPERSHIFT_VERSIONS_DIFFER"),
                failing(
                        "no HyperShift on the destination",
                        world -> world.remove(world.destination, ResourceKind.DEPLOYMENT, "hypershift", "operator"),
                        SameHyperShift.class,
                        "HYPERSHIFT_VERSIONS_DIFFER"),
                failing(
                        "storage class missing",
                        world -> world.remove(world.destination, ResourceKind.STORAGE_CLASS, null, "gp3-csi"),
                        DestinationStorageClass.class,
                        "STORAGE_CLASS_MISSING mgmt-b does not have StorageClass gp3-csi"),
                failing(
                        "no default storage class",
                        hostedCluster(object -> object.spec().putObject("etcd").put("managementType", "Managed")),
                        DestinationStorageClass.class,
                        "STORAGE_CLASS_MISSING mgmt-b does not have a default StorageClass"),
                failing(
                        "no ExternalDNS on the destination",
                        world -> world.remove(world.destination, ResourceKind.DEPLOYMENT, "hypershift", "external-dns"),
                        DestinationExternalDns.class,
                        "EXTERNAL_DNS_MISSING"),
                failing(
                        "no bucket",
                        world -> world.settings.remove("hcp-ferry.bundle.bucket"),
                        BucketUsable.class,
                        "BUCKET_UNUSABLE"),
                failing("public bucket", bucket(ReasonCode.BUCKET_UNUSABLE), BucketUsable.class, "BUCKET_UNUSABLE"),
                failing("refused KMS key", bucket(ReasonCode.KMS_KEY_REFUSED), BucketUsable.class, "KMS_KEY_REFUSED"),
                failing(
                        "long session token",
                        world -> world.bundles.urlCheck = () -> {
                            throw new BundleException(ReasonCode.SNAPSHOT_URL_REFUSED, "has 1500 characters");
                        },
                        SnapshotUrlUsable.class,
                        "SNAPSHOT_URL_REFUSED has 1500 characters"),
                failing("no zone", world -> world.dns.zoneThere = false, DnsZoneFound.class, "DNS_ZONE_NOT_FOUND"),
                failing(
                        "etcd alarm",
                        world -> world.etcd.alarms = List.of("NOSPACE"),
                        EtcdHealthy.class,
                        "ETCD_UNHEALTHY"),
                failing("silent etcd", world -> world.etcd.fallSilent(), EtcdHealthy.class, "ETCD_UNHEALTHY"));
    }

    static Stream<Row> warnings() {
        return Stream.of(
                warning(
                        "control plane down",
                        condition("Available", "False"),
                        HostedClusterAvailable.class,
                        "does not call it available"),
                warning(
                        "identity provider not known",
                        condition("ValidAWSIdentityProvider", "Unknown"),
                        IdentityProviderValid.class,
                        "does not know"),
                warning(
                        "issuer of somebody else",
                        spec("", "issuerURL", "https://oidc.example.test/other"),
                        OidcDocumentsKept.class,
                        "not named after infraID"),
                warning(
                        "no issuer",
                        hostedCluster(object -> object.spec().remove("issuerURL")),
                        OidcDocumentsKept.class,
                        "empty"),
                warning(
                        "no encryption",
                        hostedCluster(object -> object.spec().remove("secretEncryption")),
                        SecretEncryptionKeys.class,
                        "empty"),
                warning(
                        "health checks",
                        world -> world.source.createIfAbsent(KubernetesObject.create(
                                ResourceKind.MACHINE_HEALTH_CHECK, World.CONTROL_PLANE, "workers")),
                        MachineHealthChecks.class,
                        "workers"),
                warning(
                        "nodes without region",
                        world -> world.remove(world.destination, ResourceKind.NODE, null, "worker-1"),
                        SameRegion.class,
                        "don't say"),
                warning(
                        "version skew that is allowed",
                        operatorImage("hypershift-operator:4.19")
                                .andThen(
                                        world -> world.settings.put("hcp-ferry.hypershift.allow-version-skew", "true")),
                        SameHyperShift.class,
                        "4.19"),
                warning(
                        "ExternalDNS of the destination for another domain",
                        hostedCluster(object -> object.spec()
                                .putArray("services")
                                .addObject()
                                .put("service", "APIServer")
                                .putObject("servicePublishingStrategy")
                                .putObject("route")
                                .put("hostname", "api.elsewhere.test")),
                        DestinationExternalDns.class,
                        "no ExternalDNS of mgmt-b has a domain filter"),
                warning(
                        "ExternalDNS of the source does not run",
                        world -> world.edit(
                                ResourceKind.DEPLOYMENT,
                                "hypershift",
                                "external-dns",
                                object -> object.json().remove("status")),
                        SourceExternalDns.class,
                        "no ExternalDNS runs on mgmt-a"),
                warning(
                        "records of another owner",
                        world -> world.dns.records.add(FakeDns.ownedBy("dns-z")),
                        SourceExternalDns.class,
                        "owned by dns-z, not by dns-a"));
    }

    private static Row failing(
            String wrong, Consumer<World> breakIt, Class<? extends PreflightCheck> check, String expected) {
        return new Row(wrong, breakIt, check, expected);
    }

    private static Row warning(
            String wrong, Consumer<World> breakIt, Class<? extends PreflightCheck> check, String expected) {
        return new Row(wrong, breakIt, check, expected);
    }

    private static Consumer<World> hostedCluster(Consumer<KubernetesObject> change) {
        return world -> world.editHostedCluster(change);
    }

    private static Consumer<World> spec(String path, String field, String value) {
        return hostedCluster(object -> object.json().withObject("/spec" + path).put(field, value));
    }

    private static Consumer<World> condition(String type, String status) {
        return hostedCluster(object -> object.json().at("/status/conditions").forEach(condition -> {
            if (condition.path("type").asText().equals(type)) {
                ((ObjectNode) condition).put("status", status);
            }
        }));
    }

    private static Consumer<World> operatorImage(String image) {
        return world -> world.edit(
                ResourceKind.DEPLOYMENT,
                "hypershift",
                "operator",
                object -> ((ObjectNode) object.json().at("/spec/template/spec/containers/0")).put("image", image));
    }

    private static Consumer<World> bucket(ReasonCode reason) {
        return world -> world.bundles.bucketCheck = () -> {
            throw new BundleException(reason, "the bucket is not as it must be");
        };
    }
}
