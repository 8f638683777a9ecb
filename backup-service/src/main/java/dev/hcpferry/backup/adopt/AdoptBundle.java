package dev.hcpferry.backup.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.backup.adopt.AdoptContext.Adopted;
import dev.hcpferry.common.bundle.BackupBundle;
import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleException;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.bundle.BundleStore.Committed;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.event.EventSchemas;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.hypershift.BundleContents;
import dev.hcpferry.common.hypershift.HostedCluster;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.Inverse;
import dev.hcpferry.common.phase.Step;
import dev.hcpferry.common.phase.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Done when the bundle that the request names is proved: complete, unchanged, of this hosted cluster, and holding nothing else. What
 * was written to the hosted cluster after it was made is lost; that is the user's decision, and said in the log and in progress.
 */
final class AdoptBundle implements Step<AdoptContext> {
    private static final Logger LOG = Logger.getLogger(AdoptBundle.class);
    private static final int SHOWN = 5;

    @Override
    public String name() {
        return "adopt-bundle";
    }

    @Override
    public Inverse<AdoptContext> inverse() {
        return Inverse.unneeded("it changes nothing");
    }

    @Override
    public StepResult run(AdoptContext context) {
        BundleStore bundles = context.systems().bundles();
        BundleAddress address = context.bundleAddress();
        try {
            Optional<Committed> committed = bundles.find(address);
            if (committed.isEmpty()) {
                return corrupt(address.index() + " is missing");
            }
            Optional<StepResult> wrongIndex = judge(committed.get(), address, context);
            if (wrongIndex.isPresent()) {
                return wrongIndex.get();
            }
            BackupBundle bundle = bundles.verify(committed.get().index());
            return adopt(committed.get(), bundles.manifests(bundle), context);
        } catch (BundleException broken) {
            return corrupt(broken.getMessage());
        }
    }

    private static Optional<StepResult> judge(Committed committed, BundleAddress address, AdoptContext context) {
        BackupBundle bundle = committed.bundle();
        if (!bundle.hostedCluster().equals(context.ref())) {
            return Optional.of(corrupt("the bundle is one of " + bundle.hostedCluster() + ", not of " + context.ref()));
        }
        boolean elsewhere = !bundle.snapshot().location().equals(address.snapshot())
                || !bundle.manifests().location().equals(address.manifests());
        if (elsewhere) {
            return Optional.of(corrupt("the index names a snapshot or manifests that do not lie beside it"));
        }
        if (bundle.scope() != context.request().scope()) {
            return Optional.of(StepResult.failed(
                    ReasonCode.INVALID_REQUEST,
                    "the bundle was made for scope " + bundle.scope() + ", and the request asks for "
                            + context.request().scope(),
                    "publish a request with scope " + bundle.scope()));
        }
        JsonNode event = EventJson.MAPPER.valueToTree(context.completed(committed));
        List<FieldError> errors = EventSchemas.check(EventType.BACKUP_COMPLETED, event);
        return errors.isEmpty() ? Optional.empty() : Optional.of(corrupt("its index is not sound: " + errors));
    }

    private static StepResult adopt(Committed committed, List<KubernetesObject> manifests, AdoptContext context) {
        BackupBundle bundle = committed.bundle();
        List<String> foreign = BundleContents.foreign(manifests, context.ref(), bundle.infraId());
        if (!foreign.isEmpty()) {
            return corrupt("it holds what does not belong to " + context.ref() + ": "
                    + String.join(", ", foreign.subList(0, Math.min(SHOWN, foreign.size()))));
        }
        KubernetesObject hostedCluster = manifests.stream()
                .filter(manifest -> manifest.kind() == ResourceKind.HOSTED_CLUSTER)
                .findFirst()
                .orElseThrow();
        context.found(new Adopted(committed, new HostedCluster(hostedCluster)));
        Duration age = Duration.between(bundle.completedAt(), context.run().startedAt());
        String lost = "the bundle of " + bundle.completedAt() + " was " + age
                + " old when it was asked for: what was written to " + context.ref() + " since then is lost";
        LOG.warn(lost);
        return StepResult.done(lost);
    }

    private static StepResult corrupt(String why) {
        return StepResult.failed(
                ReasonCode.BUNDLE_CORRUPT, why, "nothing was touched: name another bundle in fromBundle");
    }
}
