/** What must hold before a backup changes anything, one class each. */
@NullMarked
package dev.hcpferry.backup.preflight;

import org.jspecify.annotations.NullMarked;
