package dev.hcpferry.common.event;

/** What the services tell each other and their users. Every event belongs to one migration of one hosted cluster. */
public sealed interface MigrationEvent
        permits MigrationRequested,
                BackupCompleted,
                RestoreCompleted,
                SourceCleaned,
                PhaseFailed,
                SourceResumed,
                MigrationCommand,
                MigrationProgress,
                BundleRequested,
                BundleCompleted,
                PreflightCompleted {

    String migrationId();

    EventType type();
}
