package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.bundle.BackupBundle.SavedObject;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.hypershift.References;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.removal.Removal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Done when the HostedCluster's namespace holds no Secret or ConfigMap that travelled, but those that somebody else uses too; these
 * are told in SourceCleaned.
 */
public final class RemoveReferencedObjects implements Step<CleanupContext> {
    private static final Set<ResourceKind> KINDS = Set.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP);

    @Override
    public String name() {
        return "remove-referenced-objects";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("the hosted cluster lives on at the destination");
    }

    @Override
    public StepResult run(CleanupContext context) {
        Site source = context.source();
        Set<String> usedByOthers = usedByOthers(source);
        int removed = 0;
        for (KubernetesObject object : travelled(context)) {
            Optional<String> reason = reasonToStay(object, usedByOthers, context);
            if (reason.isPresent()) {
                context.leave(object, reason.get());
            } else {
                Removal.remove(source.cluster(), object).ifPresent(held -> context.leave(object, held));
                removed++;
            }
        }
        return StepResult.done("removed " + removed + " Secrets and ConfigMaps, left "
                + context.left().size());
    }

    private static List<KubernetesObject> travelled(CleanupContext context) {
        return context.bundle().objects().stream()
                .filter(saved -> saved.namespace().equals(context.ref().namespace()))
                .flatMap(saved -> find(saved, context).stream())
                .toList();
    }

    private static Optional<KubernetesObject> find(SavedObject saved, CleanupContext context) {
        return ResourceKind.of(saved.apiVersion(), saved.kind())
                .filter(KINDS::contains)
                .flatMap(kind -> context.source().cluster().find(kind, saved.namespace(), saved.name()));
    }

    private static Set<String> usedByOthers(Site source) {
        Set<String> names = new HashSet<>();
        Stream.of(ResourceKind.HOSTED_CLUSTER, ResourceKind.NODE_POOL)
                .flatMap(kind -> source.cluster().list(kind, source.ref().namespace()).stream())
                .forEach(other -> names.addAll(References.in(other)));
        return names;
    }

    private static Optional<String> reasonToStay(
            KubernetesObject object, Set<String> usedByOthers, CleanupContext context) {
        String ownMark = HyperShift.REFERENCED_ANNOTATION_PREFIX + context.ref().name();
        boolean markedByOthers = object.annotations().keySet().stream()
                .anyMatch(name -> name.startsWith(HyperShift.REFERENCED_ANNOTATION_PREFIX) && !name.equals(ownMark));
        return usedByOthers.contains(object.name()) || markedByOthers
                ? Optional.of("another hosted cluster refers to it")
                : Optional.empty();
    }
}
