/** The steps of a backup, one class each. */
@NullMarked
package dev.hcpferry.backup.step;

import org.jspecify.annotations.NullMarked;
