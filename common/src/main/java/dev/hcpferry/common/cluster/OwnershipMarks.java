package dev.hcpferry.common.cluster;

/** The product's marks on objects (CONTRACT "On the objects"). */
public final class OwnershipMarks {
    /** Everything of the product starts with this. */
    public static final String PREFIX = "hcp-ferry.dev/";
    /** Annotation of the source HostedCluster, and label of what a migration created: the migration's id. */
    public static final String MIGRATION = PREFIX + "migration";
    /** Annotation: replicas before scaling. */
    public static final String REPLICAS = PREFIX + "replicas";
    /** Annotation of a workload: when it was scaled down. */
    public static final String SCALED_DOWN_AT = PREFIX + "scaled-down-at";
    /** Annotation: the pause before pausing; empty when there was none. */
    public static final String PAUSED_UNTIL = PREFIX + "paused-until";
    /** Annotation of a saved manifest: its ownerReferences, whose UIDs mean nothing on another cluster. */
    public static final String OWNER_REFERENCES = PREFIX + "owner-references";

    /** Annotation of the source HostedCluster: the DNS records that were taken over, as JSON. */
    public static final String DNS_RECORDS = PREFIX + "dns-records";

    private OwnershipMarks() {}

    /** Removes every mark of the product. */
    public static void removeFrom(KubernetesObject object) {
        object.annotations().keySet().stream().filter(OwnershipMarks::isMark).forEach(object::removeAnnotation);
        object.labels().keySet().stream().filter(OwnershipMarks::isMark).forEach(object::removeLabel);
    }

    private static boolean isMark(String name) {
        return name.startsWith(PREFIX);
    }
}
