package dev.hcpferry.common.model;

/** What moves: the control plane with the Cluster API objects of its nodes, or the control plane alone. */
public enum Scope {
    CONTROL_PLANE_AND_NODES,
    CONTROL_PLANE_ONLY
}
