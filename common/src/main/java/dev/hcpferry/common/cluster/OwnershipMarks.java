package dev.hcpferry.common.cluster;

/** The product's marks on objects (CONTRACT "On the objects"). */
public final class OwnershipMarks {
    /** Everything of the product starts with this. */
    public static final String PREFIX = "hcp-ferry.dev/";
    /** Annotation of the source HostedCluster, and label of what a migration created: the migration's id. */
    public static final String MIGRATION = PREFIX + "migration";
    /** Annotation: replicas before scaling. */
    public static final String REPLICAS = PREFIX + "replicas";
    /** Annotation: the pause before pausing; empty when there was none. */
    public static final String PAUSED_UNTIL = PREFIX + "paused-until";

    private OwnershipMarks() {}
}
