/** MigrationRequested with {@code dryRun} → PreflightCompleted, without a trace. */
@NullMarked
package dev.hcpferry.backup.dryrun;

import org.jspecify.annotations.NullMarked;
