/** MigrationRequested → BackupCompleted: {@link dev.hcpferry.backup.BackupPhase} is the list. */
@NullMarked
package dev.hcpferry.backup;

import org.jspecify.annotations.NullMarked;
