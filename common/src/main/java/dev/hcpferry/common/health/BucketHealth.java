package dev.hcpferry.common.health;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.config.FerrySettings.BundleSettings;
import dev.hcpferry.common.model.HostedClusterRef;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the configured bucket can be read, looked at once a minute. Without one, every request has to name its own. */
@Startup
@Readiness
@ApplicationScoped
public class BucketHealth implements HealthCheck {
    private static final int SECONDS_BETWEEN_LOOKS = 60;
    private static final HostedClusterRef NOBODY = new HostedClusterRef("health", "health");

    private final BundleStore bundles;
    private final BundleSettings settings;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("bucket-health").factory());
    private volatile Seen seen;

    public BucketHealth(BundleStore bundles, FerrySettings settings) {
        this.bundles = bundles;
        this.settings = settings.bundle();
        this.seen = this.settings
                .bucket()
                .map(bucket -> new Seen(true, bucket + " has not been looked at yet"))
                .orElse(new Seen(true, "none is configured (HCP_FERRY_BUNDLE_BUCKET): every request has to name one"));
        this.settings
                .bucket()
                .ifPresent(bucket ->
                        looking.scheduleWithFixedDelay(() -> look(bucket), 0, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS));
    }

    @PreDestroy
    void stop() {
        looking.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        Seen now = seen;
        return HealthCheckResponse.named("bucket of bundles")
                .status(now.reachable())
                .withData("reason", now.reason())
                .build();
    }

    void look(String bucket) {
        try {
            bundles.find(new BundleAddress(bucket, settings.prefix(), NOBODY, "health", null));
            seen = new Seen(true, bucket + " can be read");
        } catch (RuntimeException unreachable) {
            seen = new Seen(false, bucket + " can't be read: " + unreachable.getMessage());
        }
    }

    private record Seen(boolean reachable, String reason) {}
}
