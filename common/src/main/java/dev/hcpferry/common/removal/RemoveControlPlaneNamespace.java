package dev.hcpferry.common.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Inventory;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.SideBySide;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Done when the control-plane namespace is gone. Finalizers of the allow-list are taken off what it still holds; others are
 * reported and waited for.
 */
public final class RemoveControlPlaneNamespace<C extends MigrationContext> implements Step<C> {
    private static final List<ResourceKind> MAY_CARRY_FINALIZERS = Stream.concat(
                    Inventory.CONTROL_PLANE_KINDS.stream(),
                    Stream.of(
                            ResourceKind.DEPLOYMENT,
                            ResourceKind.STATEFUL_SET,
                            ResourceKind.AWS_ENDPOINT_SERVICE,
                            ResourceKind.ROUTE,
                            ResourceKind.POD,
                            ResourceKind.PERSISTENT_VOLUME_CLAIM))
            .toList();

    private final Function<C, Site> where;

    public RemoveControlPlaneNamespace(Function<C, Site> where) {
        this.where = where;
    }

    private static final Set<String> OBSTACLES = Set.of(
            "NamespaceFinalizersRemaining",
            "NamespaceContentRemaining",
            "NamespaceDeletionContentFailure",
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionGroupVersionParsingFailure");

    @Override
    public String name() {
        return "remove-control-plane-namespace";
    }

    @Override
    public Inverse<C> inverse() {
        return Removal.neverTakenBack();
    }

    @Override
    public StepResult run(C context) throws InterruptedException {
        Site site = where.apply(context);
        Optional<KubernetesObject> namespace =
                site.cluster().find(ResourceKind.NAMESPACE, null, site.controlPlaneNamespace());
        if (namespace.isEmpty()) {
            return StepResult.done("namespace " + site.controlPlaneNamespace() + " is gone");
        }
        if (!namespace.get().deleting()) {
            site.cluster().delete(namespace.get());
        }
        List<KubernetesObject> finalized = SideBySide.map(MAY_CARRY_FINALIZERS, site::inControlPlane).stream()
                .flatMap(List::stream)
                .filter(object -> !object.finalizers().isEmpty())
                .toList();
        List<String> held =
                new ArrayList<>(SideBySide.map(finalized, object -> Removal.remove(site.cluster(), object)).stream()
                        .flatMap(Optional::stream)
                        .toList());
        if (held.isEmpty()) {
            namespace.get().at("/status/conditions").forEach(condition -> obstacle(condition, held));
        }
        if (held.isEmpty()) {
            held.add("namespace " + site.controlPlaneNamespace() + " is going");
        }
        return Removal.awaitRelease(held, site.changes(ResourceKind.POD));
    }

    /** What the API server says of kinds that this step does not look at. */
    private static void obstacle(JsonNode condition, List<String> held) {
        if (OBSTACLES.contains(condition.path("type").asText())
                && "True".equals(condition.path("status").asText())) {
            held.add(condition.path("message").asText());
        }
    }
}
