package dev.hcpferry.restore.step;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectKey;
import dev.hcpferry.common.cluster.OwnerReference;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.Manifest;
import dev.hcpferry.common.hypershift.Pause;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import dev.hcpferry.restore.RestoreContext;
import java.util.List;
import java.util.Set;

/** Creates objects of the bundle on the destination, and recognises those that are there already. */
final class CreatedObjects {
    private static final Set<ResourceKind> PLAIN_DATA = Set.of(ResourceKind.SECRET, ResourceKind.CONFIG_MAP);

    private CreatedObjects() {}

    /** Ours, or plain data with exactly the content that is to be restored, as a shared pull secret. */
    static boolean isAcceptable(KubernetesObject found, KubernetesObject manifest, RestoreContext context) {
        return context.created(found)
                || (PLAIN_DATA.contains(found.kind())
                        && !found.deleting()
                        && found.at("/data").equals(manifest.at("/data"))
                        && found.at("/binaryData").equals(manifest.at("/binaryData"))
                        && found.at("/type").equals(manifest.at("/type")));
    }

    /** What is to be created: the manifest with our label and with living owners, without the notes that only the bundle needs. */
    static KubernetesObject prepare(KubernetesObject manifest, RestoreContext context) {
        KubernetesObject object = manifest.copy();
        if (Pause.byUser(object)) {
            Pause.restore(object);
        }
        OwnershipMarks.removeFrom(object);
        object.label(OwnershipMarks.MIGRATION, context.migrationId());
        object.setOwnerReferences(livingOwners(manifest, context));
        return object;
    }

    /**
     * Creates it unless it is there.
     *
     * @throws PhaseFailure OBJECT_CONFLICT when somebody else's object has the name
     */
    static KubernetesObject create(KubernetesObject prepared, RestoreContext context) {
        KubernetesObject there = context.destination().cluster().createIfAbsent(prepared);
        if (!isAcceptable(there, prepared, context)) {
            throw new PhaseFailure(
                    ReasonCode.OBJECT_CONFLICT,
                    context.destination().name() + " holds " + there + ", which this migration did not create",
                    "find out whose it is, rename or remove it, then retry the migration");
        }
        return there;
    }

    /** The manifest's owners under their UIDs here; one that is not here can't own anything (DOMAIN guard 8). */
    static List<OwnerReference> livingOwners(KubernetesObject manifest, RestoreContext context) {
        return Manifest.owners(manifest).stream()
                .flatMap(owner -> owner
                        .resourceKind()
                        .flatMap(kind -> context.uid(new ObjectKey(kind, manifest.namespace(), owner.name())))
                        .map(owner::withUid)
                        .stream())
                .toList();
    }
}
