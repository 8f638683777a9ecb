/** RestoreCompleted → SourceCleaned: {@link dev.hcpferry.cleanup.CleanupPhase} is the list. */
@NullMarked
package dev.hcpferry.cleanup;

import org.jspecify.annotations.NullMarked;
