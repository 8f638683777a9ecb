package dev.hcpferry.simulation.world;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The VPC endpoint of the hosted cluster and the private names that lead to it. Both sides find it by name, so one that deletes it does
 * so whoever uses it (DOMAIN guard 4).
 */
public final class PrivateEndpoint {
    private static final String SERVICE = "private-router";
    private static final String FINALIZER = "hypershift.openshift.io/control-plane-operator-finalizer";

    private final Violations violations;
    private @Nullable Side target;

    PrivateEndpoint(Violations violations) {
        this.violations = violations;
    }

    /** What asks for an endpoint. */
    public static KubernetesObject service() {
        KubernetesObject service = KubernetesObject.create(ResourceKind.AWS_ENDPOINT_SERVICE, Side.NAMESPACE, SERVICE);
        service.setFinalizers(List.of(FINALIZER));
        return service;
    }

    /** Where the private names lead to. */
    public Optional<Side> target() {
        return Optional.ofNullable(target);
    }

    /** Asks for an endpoint of this side. */
    static void want(Side side) {
        if (side.namespace().filter(found -> !found.deleting()).isPresent()) {
            side.cluster().createIfAbsent(service());
        }
    }

    /** The control-plane-operator of the side looks after it: it handles a deletion before it looks at a pause. */
    void reconcile(Side side, boolean paused) {
        for (KubernetesObject service : side.inside(ResourceKind.AWS_ENDPOINT_SERVICE)) {
            if (service.deleting()) {
                delete(side);
                side.cluster().edit(service.key(), found -> found.setFinalizers(List.of()));
            } else if (!paused) {
                target = side;
            }
        }
    }

    private void delete(Side by) {
        target().filter(user -> !user.equals(by) && user.serves())
                .ifPresent(user -> violations.add(
                        "I3", "the private endpoint that " + user.name() + " uses was deleted through " + by.name()));
        target = null;
    }
}
