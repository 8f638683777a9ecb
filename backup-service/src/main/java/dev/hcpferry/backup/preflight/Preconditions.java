package dev.hcpferry.backup.preflight;

import java.util.List;

/** All preconditions of a migration, in the order in which people read them. */
public final class Preconditions {
    public static final List<PreflightCheck> ALL = List.of(
            new RequestConsistent(),
            new SourceReachable(),
            new DestinationReachable(),
            new SourcePermissions(),
            new DestinationPermissions(),
            new HostedClusterFound(),
            new PlatformSupported(),
            new ApiHostnameFixed(),
            new EtcdManaged(),
            new NotBeingMigrated(),
            new HostedClusterAvailable(),
            new IdentityProviderValid(),
            new OidcDocumentsKept(),
            new SecretEncryptionKeys(),
            new MachineHealthChecks(),
            new DestinationFree(),
            new DestinationServesKinds(),
            new SameRegion(),
            new SameHyperShift(),
            new DestinationStorageClass(),
            new DestinationExternalDns(),
            new BucketUsable(),
            new SnapshotUrlUsable(),
            new DnsZoneFound(),
            new SourceExternalDns(),
            new EtcdHealthy());

    private Preconditions() {}
}
