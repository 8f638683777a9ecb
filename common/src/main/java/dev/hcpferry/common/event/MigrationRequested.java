package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.model.Scope;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a hosted cluster to move. As services pass it on, all defaults are filled in; {@code bundle}, {@code dns} and
 * {@code deadlines} hold what the user gave and what the configuration added.
 *
 * @param fromBundle for a source that can't be reached: the {@code bundle.json} to restore instead of taking a backup
 * @param sourceFenced the user's confirmation that nothing on the source can run the hosted cluster any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationRequested(
        HostedClusterRef hostedCluster,
        String source,
        String destination,
        Scope scope,
        String migrationId,
        CleanupPolicy cleanup,
        FailurePolicy onFailure,
        boolean dryRun,
        @Nullable BundleOptions bundle,
        @Nullable DnsOptions dns,
        @Nullable Deadlines deadlines,
        @Nullable S3Location fromBundle,
        boolean sourceFenced,
        @Nullable String requestedBy,
        @Nullable String reason)
        implements MigrationEvent {

    /** Absent values take the contract's defaults; {@code migrationId} must have been settled before. */
    public MigrationRequested {
        Objects.requireNonNull(hostedCluster, "hostedCluster");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(migrationId, "migrationId");
        cleanup = Objects.requireNonNullElse(cleanup, CleanupPolicy.AUTOMATIC);
        onFailure = Objects.requireNonNullElse(onFailure, FailurePolicy.ROLL_BACK);
    }

    @Override
    public EventType type() {
        return EventType.MIGRATION_REQUESTED;
    }

    /** Where the bundle goes; absent values come from the configuration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BundleOptions(
            @Nullable String bucket,
            @Nullable String prefix,
            @Nullable String kmsKeyId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DnsOptions(@Nullable String hostedZoneId, boolean takeOver) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Deadlines(
            @Nullable Duration backup,
            @Nullable Duration restore,
            @Nullable Duration cleanup) {}
}
