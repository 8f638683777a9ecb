package dev.hcpferry.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.model.HostedClusterRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody wants a bundle of a running hosted cluster, without moving it. {@code migrationId} names the bundle. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BundleRequested(
        HostedClusterRef hostedCluster,
        String source,
        String migrationId,
        @Nullable BundleOptions bundle) implements MigrationEvent {

    /** {@code migrationId} must have been settled before. */
    public BundleRequested {
        Objects.requireNonNull(hostedCluster, "hostedCluster");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(migrationId, "migrationId");
    }

    @Override
    public EventType type() {
        return EventType.BUNDLE_REQUESTED;
    }
}
