package dev.hcpferry.common.messaging;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills what a request leaves open from the configuration, so that later services need not be configured alike. */
public record RequestDefaults(FerrySettings settings) {

    public MigrationRequested fill(MigrationRequested request) {
        return new MigrationRequested(
                request.hostedCluster(),
                request.source(),
                request.destination(),
                request.scope(),
                request.migrationId(),
                request.cleanup(),
                request.onFailure(),
                request.dryRun(),
                bundle(request.bundle()),
                dns(request.dns()),
                deadlines(request.deadlines()),
                request.fromBundle(),
                request.sourceFenced(),
                request.requestedBy(),
                request.reason());
    }

    /** The same for a bundle alone. */
    public BundleOptions bundle(@Nullable BundleOptions asked) {
        BundleOptions given = Objects.requireNonNullElse(asked, new BundleOptions(null, null, null));
        return new BundleOptions(
                or(given.bucket(), settings.bundle().bucket()),
                or(given.prefix(), Optional.of(settings.bundle().prefix())),
                or(given.kmsKeyId(), settings.bundle().kmsKeyId()));
    }

    private DnsOptions dns(@Nullable DnsOptions asked) {
        DnsOptions given = Objects.requireNonNullElse(asked, new DnsOptions(null, false));
        return new DnsOptions(or(given.hostedZoneId(), settings.dns().hostedZoneId()), given.takeOver());
    }

    private Deadlines deadlines(@Nullable Deadlines asked) {
        Deadlines given = Objects.requireNonNullElse(asked, new Deadlines(null, null, null));
        return new Deadlines(
                or(given.backup(), settings.deadline().backup()),
                or(given.restore(), settings.deadline().restore()),
                or(given.cleanup(), settings.deadline().cleanup()));
    }

    private static @Nullable String or(@Nullable String given, Optional<String> configured) {
        return given != null ? given : configured.orElse(null);
    }

    private static Duration or(@Nullable Duration given, Duration configured) {
        return given != null ? given : configured;
    }
}
