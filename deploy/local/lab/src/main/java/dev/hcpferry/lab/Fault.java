package dev.hcpferry.lab;

/** What can be wrong with the operators of one management cluster; see {@link LabCluster#faults()}. */
public enum Fault {
    /** The hypershift-operator's pods are Ready, but nothing is reconciled. */
    HYPERSHIFT_OPERATOR_DEAD,
    /** The control-plane-operator scales workloads back whatever its pause and its own replicas say. */
    CONTROL_PLANE_OPERATOR_RESCALES,
    /** Pods of capi-provider stay, and go on working, after their Deployment was scaled to 0. */
    CAPA_IGNORES_SCALE_DOWN,
    /** ExternalDNS neither creates nor releases records. */
    EXTERNAL_DNS_DEAD,
    /** etcd-init can't fetch the snapshot. */
    ETCD_RESTORE_FAILS,
    /** Members that were restored from a snapshot don't know of each other. */
    ETCD_RESTORE_SPLITS_BRAIN,
    /** etcd-init does nothing and says that all went well. */
    ETCD_SNAPSHOT_RESTORED_LIES
}
