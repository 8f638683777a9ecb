package dev.hcpferry.common.migration;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.hypershift.Site;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * Whether a hosted cluster may be brought up elsewhere although nobody has quiesced this site: because the site does not answer and
 * the user has confirmed that it is fenced, or because it can be seen that it does not run the hosted cluster. Only looks.
 */
public sealed interface DeadSource {

    /** What was seen. */
    String what();

    /** No answer: the user's word has to do. */
    record Silent(String what) implements DeadSource {}

    /** It answers, and does not run the hosted cluster. */
    record Quiet(String what) implements DeadSource {}

    /** It answers and runs the hosted cluster, or may start it at any moment. */
    record Alive(String what) implements DeadSource {}

    /** It answers, and does not let us see. */
    record Hidden(String what) implements DeadSource {}

    /**
     * Looks once.
     *
     * @param infraId tells the hosted cluster from others of the same name
     * @throws KubernetesException when the site answers with an error that may pass
     */
    static DeadSource look(Site site, String infraId) {
        try {
            return judge(site, infraId);
        } catch (KubernetesException refused) {
            return switch (refused.kind()) {
                case UNREACHABLE -> new Silent(site.name() + " does not answer");
                case UNAUTHENTICATED, FORBIDDEN ->
                    new Hidden(site.name() + " answers, but does not let us see whether it runs the hosted cluster: "
                            + refused.getMessage());
                case NOT_SERVED -> new Quiet(site.name() + " has no HyperShift");
                case CONFLICT, INVALID, OTHER -> throw refused;
            };
        }
    }

    /** The same as what a step says of it. */
    default StepResult result() {
        return switch (this) {
            case Silent silent -> StepResult.done(silent.what() + ": fenced by the user's word");
            case Quiet quiet -> StepResult.done(quiet.what());
            case Hidden hidden ->
                StepResult.failed(
                        ReasonCode.CREDENTIALS_REJECTED,
                        hidden.what(),
                        "correct the kubeconfig of the source, or cut its API server off, then publish the request again");
            case Alive alive ->
                StepResult.failed(
                        ReasonCode.SOURCE_NOT_QUIESCED,
                        alive.what(),
                        "a source that answers is not dead: publish an ordinary request, without fromBundle; or pause the"
                                + " HostedCluster there and scale its API servers and control-plane-operator to 0");
        };
    }

    private static DeadSource judge(Site site, String infraId) {
        Optional<HostedCluster> hostedCluster =
                site.hostedCluster().filter(found -> found.infraId().equals(infraId));
        if (hostedCluster.isEmpty()) {
            return new Quiet(site.name() + " answers and has no such HostedCluster");
        }
        if (!hostedCluster.get().paused()) {
            return new Alive("the HostedCluster on " + site.name() + " is not paused");
        }
        List<String> running = WorkloadsStopped.remaining(site, WorkloadsStopped.WRITERS);
        return running.isEmpty()
                ? new Quiet("the HostedCluster on " + site.name() + " is paused, and nothing writes its etcd")
                : new Alive("still active on " + site.name() + ": " + String.join(", ", running));
    }
}
