package dev.hcpferry.common.removal;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.phase.StepResult.Waiting;
import dev.hcpferry.common.phase.StepResult.WakeUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes an object whose controllers are stopped or must not act on its deletion. Finalizers of the allow-list are taken off
 * <em>before</em> it is deleted, and it is deleted only in that very version: so no controller ever sees it being deleted, and one
 * that puts its finalizer back, where {@link BanFinalizers} does not keep it from that, wins a retry, not a deletion (DOMAIN guards 5 and
 * 6).
 */
public final class Removal {
    private Removal() {}

    /** What is removed here lives on at the other site. */
    static <C> Inverse<C> neverTakenBack() {
        return Inverse.unneeded("the hosted cluster lives on at the other site");
    }

    /** @return what is in the way, empty when the object is gone */
    public static Optional<String> remove(ManagementCluster cluster, KubernetesObject object) {
        Optional<KubernetesObject> released = cluster.edit(object.key(), Removal::release);
        if (released.isEmpty()) {
            return Optional.empty();
        }
        List<String> foreign = released.get().finalizers();
        if (!foreign.isEmpty()) {
            return Optional.of(object + " is held by finalizer " + String.join(", ", foreign));
        }
        return released.get().deleting() || cluster.deleteUnchanged(released.get())
                ? Optional.empty()
                : Optional.of(object + " was changed just now");
    }

    /** Waits for somebody else to let go of these. */
    static Waiting awaitRelease(List<String> held, WakeUp... wakeUps) {
        return StepResult.waiting(String.join("; ", held), wakeUps)
                .orElse(
                        ReasonCode.NAMESPACE_STUCK,
                        "let the owner of the finalizer remove it, or remove it by hand, then retry the migration");
    }

    private static void release(KubernetesObject object) {
        List<String> foreign = new ArrayList<>(object.finalizers());
        foreign.removeAll(HyperShift.REMOVABLE_FINALIZERS);
        if (foreign.size() != object.finalizers().size()) {
            object.setFinalizers(foreign);
            if (foreign.isEmpty()) {
                FinalizerBan.mark(object);
            }
        }
    }
}
