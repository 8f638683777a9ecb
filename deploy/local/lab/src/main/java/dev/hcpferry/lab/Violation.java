package dev.hcpferry.lab;

import java.time.Instant;

/**
 * Harm that was done while the lab ran, and that no later repair undoes.
 *
 * @param cluster the management cluster whose operator did it, or where it was seen
 */
public record Violation(Instant at, Kind kind, String cluster, String what) {

    public enum Kind {
        INSTANCE_TERMINATED,
        INSTANCE_RUN,
        OIDC_DOCUMENTS_DELETED,
        CLOUD_RESOURCES_DESTROYED,
        PRIVATE_ENDPOINT_DELETED,
        NEIGHBOUR_TOUCHED,
        TWO_ACTIVE_CONTROL_PLANES,
        IMMUTABLE_FIELD_CHANGED
    }

    @Override
    public String toString() {
        return kind + " by " + cluster + ": " + what;
    }
}
