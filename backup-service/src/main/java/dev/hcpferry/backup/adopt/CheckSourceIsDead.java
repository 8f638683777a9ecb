package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.migration.DeadSource;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.Optional;

/**
 * Done when no management cluster but the destination is seen to run the hosted cluster. The user's word that the source is fenced
 * counts only for what does not answer: a source that answers is looked at, and so are those that the request does not name.
 */
final class CheckSourceIsDead implements Step<AdoptContext> {
    @Override
    public String name() {
        return "check-source-is-dead";
    }

    @Override
    public Inverse<AdoptContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(AdoptContext context) {
        String infraId = context.adopted().hostedCluster().infraId();
        Site source = context.source();
        return switch (DeadSource.look(source, infraId)) {
            case DeadSource.Alive alive -> alive.result();
            case DeadSource.Hidden hidden -> hidden.result();
            case DeadSource.Silent silent -> runningElsewhere(context, infraId).orElseGet(silent::result);
            case DeadSource.Quiet quiet ->
                hasAnother(source, infraId)
                        ? another(source, infraId)
                        : runningElsewhere(context, infraId).orElseGet(quiet::result);
        };
    }

    private static boolean hasAnother(Site source, String infraId) {
        return source.hostedCluster()
                .filter(found -> !found.infraId().equals(infraId))
                .isPresent();
    }

    private static StepResult another(Site source, String infraId) {
        return StepResult.failed(
                ReasonCode.INVALID_REQUEST,
                "the HostedCluster " + source.ref() + " on " + source.name() + " is another one than the bundle's, "
                        + infraId,
                "correct source or fromBundle in the request");
    }

    /** Clusters that don't answer say nothing; the request is not about them. */
    private static Optional<StepResult> runningElsewhere(AdoptContext context, String infraId) {
        ManagementClusters known = context.systems().managementClusters();
        return known.names().stream()
                .filter(name -> !name.equals(context.request().destination()))
                .filter(name -> !name.equals(context.request().source()))
                .flatMap(name -> known.find(name).stream())
                .flatMap(cluster -> look(new Site(cluster, context.ref()), infraId).stream())
                .filter(DeadSource.Alive.class::isInstance)
                .findFirst()
                .map(alive -> StepResult.failed(
                        ReasonCode.SOURCE_NOT_QUIESCED,
                        alive.what(),
                        "the hosted cluster lives there: publish an ordinary request with that source"));
    }

    private static Optional<DeadSource> look(Site site, String infraId) {
        try {
            return Optional.of(DeadSource.look(site, infraId));
        } catch (KubernetesException unseen) {
            return Optional.empty();
        }
    }
}
