package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.PhaseFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The results of all checks, in their order. */
public record Scorecard(List<Entry> entries) {
    private static final Logger LOG = Logger.getLogger(Scorecard.class);
    /** No check takes this long, unless something that it asks is silent. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public Scorecard {
        entries = List.copyOf(entries);
    }

    /** What one check found. */
    public record Entry(String check, CheckResult result) {}

    /** Looks with all checks side by side; always ends, and says of every check at least that it could not be judged. */
    public static Scorecard of(List<PreflightCheck> checks, Surroundings around) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<CheckResult>> looks = new ArrayList<>();
            checks.forEach(check -> looks.add(() -> judge(check, around)));
            List<Future<CheckResult>> results = threads.invokeAll(looks, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            List<Entry> entries = new ArrayList<>();
            for (int index = 0; index < checks.size(); index++) {
                entries.add(new Entry(checks.get(index).name(), resultOf(results.get(index))));
            }
            return new Scorecard(entries);
        }
    }

    /** Whether a migration would start. */
    public boolean passed() {
        return entries.stream().allMatch(entry -> switch (entry.result()) {
            case CheckResult.Passed passed -> true;
            case CheckResult.Warned warned -> true;
            case CheckResult.Failed failed -> false;
            case CheckResult.Unjudged unjudged -> false;
        });
    }

    private static CheckResult judge(PreflightCheck check, Surroundings around) throws InterruptedException {
        try {
            return check.look(around);
        } catch (PhaseFailure failure) {
            return CheckResult.Failed.of(failure);
        } catch (Unfounded missing) {
            return new CheckResult.Unjudged(String.valueOf(missing.getMessage()));
        } catch (KubernetesException refused) {
            return refused.kind() == KubernetesException.Kind.FORBIDDEN
                    ? CheckResult.failed(
                            ReasonCode.PERMISSION_MISSING,
                            String.valueOf(refused.getMessage()),
                            "grant it to the user of the kubeconfig, then publish the request again")
                    : unjudged(check, refused);
        } catch (RuntimeException unexpected) {
            return unjudged(check, unexpected);
        }
    }

    private static CheckResult unjudged(PreflightCheck check, RuntimeException unexpected) {
        LOG.debugf(unexpected, "%s could not be judged", check.name());
        return new CheckResult.Unjudged(unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage());
    }

    private static CheckResult resultOf(Future<CheckResult> look) throws InterruptedException {
        try {
            return look.get();
        } catch (CancellationException late) {
            return new CheckResult.Unjudged("no answer within " + PATIENCE);
        } catch (ExecutionException broken) {
            return new CheckResult.Unjudged(String.valueOf(broken.getCause()));
        }
    }
}
