package dev.hcpferry.cleanup.step;

import dev.hcpferry.cleanup.CleanupContext;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Done when the restore has proved everything and the destination still serves. Nothing on the source is touched before. */
public final class CheckEvidence implements Step<CleanupContext> {
    /** DOMAIN "What kills data or instances", guard 2. */
    private static final Set<String> REQUIRED = Set.of(
            "EtcdSnapshotRestored",
            "EtcdOneCluster",
            "EtcdRevision",
            "EtcdKeys",
            "Available",
            "EtcdAvailable",
            "KubeAPIServerAvailable",
            "ValidAWSIdentityProvider",
            "ExternalDNSReachable",
            "GuestApi",
            "NodeProviderIDs",
            "NodesReady");

    @Override
    public String name() {
        return "check-evidence";
    }

    @Override
    public Inverse<CleanupContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(CleanupContext context) {
        List<Evidence> evidence = context.restored().evidence();
        Set<String> passed =
                evidence.stream().filter(Evidence::passed).map(Evidence::check).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(REQUIRED);
        missing.removeAll(passed);
        evidence.stream().filter(one -> !one.passed()).map(Evidence::check).forEach(missing::add);
        return missing.isEmpty()
                ? VerifyDestination.look(context)
                : StepResult.failed(
                        ReasonCode.EVIDENCE_INCOMPLETE,
                        "the destination is not proved: " + String.join(", ", missing) + " is missing",
                        "nothing was deleted: complete the restore first, then retry the migration");
    }
}
