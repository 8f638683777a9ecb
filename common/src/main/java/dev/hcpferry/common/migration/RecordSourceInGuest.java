package dev.hcpferry.common.migration;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.guest.Guests.GuestApi;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;
import java.util.function.Function;

/**
 * Notes the source in the guest's ConfigMap {@code default/mgmt-parent-cluster} (DOMAIN.md, "Backup"). Best effort: the guest API may be
 * down.
 */
public final class RecordSourceInGuest<C extends MigrationContext> implements Step<C> {
    private static final String NAME = "mgmt-parent-cluster";

    private final Function<C, Site> serving;
    private final Inverse<C> inverse;

    /** @param serving where the guest's API is served now */
    public RecordSourceInGuest(Function<C, Site> serving, Inverse<C> inverse) {
        this.serving = serving;
        this.inverse = inverse;
    }

    @Override
    public String name() {
        return "record-source-in-guest";
    }

    @Override
    public Inverse<C> inverse() {
        return inverse;
    }

    @Override
    public StepResult run(C context) {
        Optional<GuestApi> opened = context.guest(serving.apply(context));
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
    public static void note(GuestApi guest, String source) {
        KubernetesObject note = KubernetesObject.create(ResourceKind.CONFIG_MAP, "default", NAME);
        note.json().withObject("/data").put("from", source);
        guest.createIfAbsent(note);
        guest.edit(note.key(), there -> there.json().withObject("/data").put("from", source));
    }
}
