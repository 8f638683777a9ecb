package dev.hcpferry.backup.step;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/** Notes the source in the guest's ConfigMap {@code default/mgmt-parent-cluster}. Best effort: the guest API may be down. */
public final class RecordSourceInGuest implements Step<BackupContext> {
    private static final String NAME = "mgmt-parent-cluster";

    @Override
    public String name() {
        return "record-source-in-guest";
    }

    @Override
    public Inverse<BackupContext> inverse() {
        return Inverse.by(new ProveSourceServes());
    }

    @Override
    public StepResult run(BackupContext context) {
        Optional<GuestApi> opened = context.guest(context.source());
        if (opened.isEmpty()) {
            return StepResult.done("not recorded: the hosted cluster has no kubeconfig");
        }
        try (GuestApi guest = opened.get()) {
            note(guest, context.request().source());
            return StepResult.done(
                    "the guest knows that it comes from " + context.request().source());
        } catch (KubernetesException unavailable) {
            return StepResult.done("not recorded: the guest API does not answer");
        }
    }

    /**
     * Writes the note and reads it back.
     *
     * @throws KubernetesException when the guest API does not take it
     */
    static void note(GuestApi guest, String source) {
        KubernetesObject note = KubernetesObject.create(ResourceKind.CONFIG_MAP, "default", NAME);
        note.json().withObject("/data").put("from", source);
        guest.createIfAbsent(note);
        guest.edit(note.key(), there -> there.json().withObject("/data").put("from", source));
    }
}
