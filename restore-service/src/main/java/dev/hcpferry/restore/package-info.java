/** BackupCompleted → RestoreCompleted: {@link dev.hcpferry.restore.RestorePhase} is the list. */
@NullMarked
package dev.hcpferry.restore;

import org.jspecify.annotations.NullMarked;
