package dev.hcpferry.common.model;

/** When the source is deleted: after the evidence is complete, after a human has approved too, or not at all. */
public enum CleanupPolicy {
    AUTOMATIC,
    AFTER_APPROVAL,
    NEVER
}
