package dev.hcpferry.common.model;

/** Why a phase failed. Each has its remedy in {@code docs/troubleshooting.md}. */
public enum ReasonCode {
    /** The request contradicts itself or the configuration, for example source and destination are the same. */
    INVALID_REQUEST,
    UNKNOWN_MANAGEMENT_CLUSTER,
    MANAGEMENT_CLUSTER_UNREACHABLE,
    /** The management cluster does not accept the kubeconfig's credentials. */
    CREDENTIALS_REJECTED,
    PERMISSION_MISSING,
    CRD_MISSING,
    HOSTED_CLUSTER_NOT_FOUND,
    PLATFORM_NOT_SUPPORTED,
    /** The API server has no fixed hostname of its own (DOMAIN "The procedure"). */
    NO_STABLE_API_HOSTNAME,
    OTHER_REGION,
    /** The destination has no StorageClass for etcd's volumes. */
    STORAGE_CLASS_MISSING,
    /** Nothing on the destination publishes DNS records. */
    EXTERNAL_DNS_MISSING,
    UNMANAGED_ETCD,
    /** A key that the guest's secrets are encrypted with could not travel. */
    ENCRYPTION_KEY_MISSING,
    /** AWS does not accept the hosted cluster's identity provider. */
    IDENTITY_PROVIDER_INVALID,
    ALREADY_BEING_MIGRATED,
    DESTINATION_OCCUPIED,
    HYPERSHIFT_VERSIONS_DIFFER,
    BUCKET_UNUSABLE,
    KMS_KEY_REFUSED,
    /** The snapshot's presigned URL is too long for a HostedCluster, or would die with the credentials before the restore ends. */
    SNAPSHOT_URL_REFUSED,
    DNS_ZONE_NOT_FOUND,
    ETCD_UNHEALTHY,
    /** The hypershift-operator did not act on a pause or on a restored HostedCluster. */
    HYPERSHIFT_NOT_RECONCILING,
    /** Something that was scaled down is running again. */
    SOURCE_NOT_QUIESCED,
    SNAPSHOT_FAILED,
    BUNDLE_CORRUPT,
    DNS_NOT_RELEASED,
    /** A name that is needed on the destination is taken by an object with other content. */
    OBJECT_CONFLICT,
    ETCD_RESTORE_FAILED,
    /** The destination may have taken writes that the source does not have, so the source can't be resumed. */
    DESTINATION_SERVED,
    NODES_CHANGED,
    EVIDENCE_INCOMPLETE,
    /** Cluster API or its AWS provider can't be proved gone, so deleting could terminate instances. */
    MACHINE_CONTROLLERS_RUNNING,
    NAMESPACE_STUCK,
    DEADLINE_EXCEEDED,
    CANCELLED,
    INTERNAL_ERROR
}
